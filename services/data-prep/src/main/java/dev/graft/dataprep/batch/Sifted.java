package dev.graft.dataprep.batch;

import dev.graft.dataprep.journal.RowIndex;
import java.nio.file.Path;

/**
 * A batch told apart, as files of this machine.
 *
 * @param fresh the ids of its new rows
 * @param rows its new rows, as Parquet
 * @param quarantine its quarantined rows, as JSON Lines; empty when there are none
 */
record Sifted(QualityReport report, RowIndex fresh, Path rows, Path quarantine) {}
