package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchReader.Opened;
import dev.graft.dataprep.batch.Sieve.Held;
import dev.graft.dataprep.batch.Sieve.Origin;
import dev.graft.dataprep.check.CheckBatch;
import dev.graft.dataprep.duplicate.Nearness;
import dev.graft.dataprep.journal.KnownRows.Asked;
import dev.graft.dataprep.journal.KnownRows.Known;
import dev.graft.dataprep.journal.NewRows;
import dev.graft.dataprep.journal.RowIndex;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.platform.dataset.Shards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a batch once from end to end and leaves its parts as files. */
final class BatchSifter {
    /** Of pairs just at a task's threshold so many are found, 0 to 1. */
    private static final double RECALL = 0.95;

    private final BatchLimits limits;

    BatchSifter(BatchLimits limits) {
        this.limits = limits;
    }

    /** What must be known of a task's data set to sift a batch and to check it. */
    static Asked asked(Task task) {
        return new Asked(nearness(task), CheckBatch.sampledRows(task) == 0 ? 0 : CheckBatch.DATASET_ROWS);
    }

    /** How near two texts of a task are near-duplicates; empty where only the same text counts. */
    static Optional<Nearness> nearness(Task task) {
        double threshold = Objects.requireNonNull(task.preparation().nearDuplicates());
        return threshold < 1 ? Optional.of(new Nearness(threshold, RECALL)) : Optional.empty();
    }

    /**
     * What rows are compared with.
     *
     * @param known the rows of the data set
     * @param golden the rows that nothing may be learnt from; null: the task has none
     */
    record Against(Known known, @Nullable GoldenRows golden) {}

    /**
     * @param folder receives the files
     * @throws BatchRefused when the source cannot be read to its end
     */
    Sifted sift(Opened batch, Task task, Origin origin, Against against, Path folder) throws BatchRefused {
        Known known = against.known();
        Path rows = folder.resolve("rows.parquet");
        Path quarantined = folder.resolve("quarantine.jsonl");
        RowSample sample = new RowSample(CheckBatch.sampledRows(task));
        Neighbours neighbours = new Neighbours(known.near(), nearness(task), limits.nearRows());
        try (RowSource source = batch.open();
                RowIndex fresh = new RowIndex(folder);
                Quarantine quarantine = new Quarantine(quarantined)) {
            Sieve sieve = new Sieve(
                    task,
                    limits,
                    origin,
                    new Held(known.rows(), fresh, neighbours, against.golden(), sample),
                    quarantine);
            Iterable<DatasetRow> sifted = () -> new SiftedRows(source, sieve, limits.maxRows());
            Shards.write(rows, sifted);
            QualityReport report = sieve.report(task, source.notes());
            NewRows brought = new NewRows(
                    rows, neighbours.ofBatch(), sample, report.rows().accepted());
            return new Sifted(report, brought, quarantined);
        } catch (SiftedRows.Stopped e) {
            throw e.refused();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
