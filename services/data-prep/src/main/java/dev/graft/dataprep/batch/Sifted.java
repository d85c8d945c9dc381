package dev.graft.dataprep.batch;

import java.nio.file.Path;

/**
 * A batch told apart, as files of this machine.
 *
 * @param rows its new rows, as Parquet
 * @param quarantine its quarantined rows, as JSON Lines; empty when there are none
 */
record Sifted(QualityReport report, Path rows, Path quarantine) {}
