package dev.graft.dataprep.batch;

import dev.graft.dataprep.journal.NewRows;
import java.nio.file.Path;

/**
 * A batch told apart, as files of this machine.
 *
 * @param rows its new rows, the shard as Parquet
 * @param quarantine its quarantined rows, as JSON Lines; empty when there are none
 */
record Sifted(QualityReport report, NewRows rows, Path quarantine) {
    Sifted with(QualityReport other) {
        return new Sifted(other, rows, quarantine);
    }
}
