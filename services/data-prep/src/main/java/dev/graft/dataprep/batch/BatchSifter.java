package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchReader.Opened;
import dev.graft.dataprep.journal.RowIndex;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.platform.dataset.Shards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Reads a batch once from end to end and leaves its parts as files. */
final class BatchSifter {
    private final BatchLimits limits;

    BatchSifter(BatchLimits limits) {
        this.limits = limits;
    }

    /**
     * @param known the rows of the data set
     * @param folder receives the files
     * @throws BatchRefused when the source cannot be read to its end
     */
    Sifted sift(Opened batch, Task task, String batchId, RowIndex known, Path folder) throws BatchRefused {
        Path rows = folder.resolve("rows.parquet");
        Path quarantined = folder.resolve("quarantine.jsonl");
        try (RowSource source = batch.open()) {
            QualityReport report;
            RowIndex fresh;
            try (Quarantine quarantine = new Quarantine(quarantined)) {
                Sieve sieve = new Sieve(task, limits.maxTextChars(), batchId, known, quarantine);
                Iterable<DatasetRow> sifted = () -> new SiftedRows(source, sieve, limits.maxRows());
                Shards.write(rows, sifted);
                report = sieve.report(task);
                fresh = sieve.fresh();
            }
            return new Sifted(report, fresh, rows, quarantined);
        } catch (SiftedRows.Stopped e) {
            throw e.refused();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
