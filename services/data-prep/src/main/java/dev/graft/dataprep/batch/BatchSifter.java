package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchReader.Opened;
import dev.graft.dataprep.batch.BatchReader.OpenedImages;
import dev.graft.dataprep.batch.Comparison.Held;
import dev.graft.dataprep.batch.Comparison.Origin;
import dev.graft.dataprep.check.CheckBatch;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.duplicate.Nearness;
import dev.graft.dataprep.image.ImageRules;
import dev.graft.dataprep.journal.KnownRows.Asked;
import dev.graft.dataprep.journal.KnownRows.Known;
import dev.graft.dataprep.journal.NewRows;
import dev.graft.dataprep.journal.RowIndex;
import dev.graft.dataprep.journal.RowSample;
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
        return new Asked(
                nearness(task), CheckBatch.sampledRows(task) == 0 ? 0 : CheckBatch.DATASET_ROWS, task.ofImages());
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
     * A batch whose rows can be read from the beginning, again and again.
     *
     * @param texts null: they are pictures
     * @param images null: they are texts
     */
    record Rows(@Nullable Opened texts, @Nullable OpenedImages images) {}

    /**
     * @param folder receives the files
     * @throws BatchRefused when the source cannot be read to its end
     */
    Sifted sift(Rows batch, Task task, Origin origin, Against against, Path folder) throws BatchRefused {
        return batch.images() == null
                ? sift(
                        texts(Objects.requireNonNull(batch.texts()), task, origin, against),
                        task,
                        origin,
                        against,
                        folder)
                : sift(images(batch.images(), task, origin, against), task, origin, against, folder);
    }

    /**
     * How rows of one kind are sifted.
     *
     * @param near sketches of the batch's rows; null: there are none
     */
    private record Kind(
            Neighbours neighbours,
            @Nullable NearDuplicates near,
            RowSample sample,
            Tally tally,
            Opening opening,
            Writing writing) {
        interface Opening {
            Sieve sieve(Comparison comparison) throws BatchRefused;
        }

        interface Writing {
            void write(Path shard, Iterable<DatasetRow> rows) throws IOException;
        }
    }

    private Kind texts(Opened batch, Task task, Origin origin, Against against) {
        int maxTextChars = limits.maxTextChars(task);
        TextNeighbours neighbours =
                new TextNeighbours(against.known().near(), nearness(task), limits.nearRows(), against.golden());
        return new Kind(
                neighbours,
                neighbours.ofBatch(),
                new RowSample(CheckBatch.sampledRows(task)),
                new Tally(maxTextChars),
                comparison -> new TextSieve(batch.open(), task, maxTextChars, origin.mapping(), comparison),
                Shards::write);
    }

    private Kind images(OpenedImages batch, Task task, Origin origin, Against against) {
        ImageRules rules = new ImageRules(task.labels(), limits.images());
        return new Kind(
                new ImageNeighbours(against.known().nearImages(), limits.nearRows()),
                null,
                new RowSample(0),
                new Tally(0),
                comparison -> new ImageSieve(batch.open(), origin.mapping(), rules, comparison),
                Shards::writeImages);
    }

    private Sifted sift(Kind kind, Task task, Origin origin, Against against, Path folder) throws BatchRefused {
        Path shard = folder.resolve("rows.parquet");
        Path quarantined = folder.resolve("quarantine.jsonl");
        try (RowIndex fresh = new RowIndex(folder);
                Quarantine quarantine = new Quarantine(quarantined)) {
            Held held = new Held(against.known().rows(), fresh, kind.neighbours(), kind.sample());
            Comparison comparison = new Comparison(task, origin, held, quarantine, kind.tally());
            try (Sieve sieve = kind.opening().sieve(comparison)) {
                kind.writing().write(shard, () -> new SiftedRows(sieve, limits.maxRows()));
                QualityReport report = comparison.report(task, sieve.notes(), sieve.cleaned());
                NewRows brought = new NewRows(
                        shard, kind.near(), kind.sample(), report.rows().accepted());
                return new Sifted(report, brought, quarantined);
            }
        } catch (SiftedRows.Stopped e) {
            throw e.refused();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
