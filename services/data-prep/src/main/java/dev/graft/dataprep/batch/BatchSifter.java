package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.Comparison.Held;
import dev.graft.dataprep.batch.Comparison.Origin;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.journal.Asked;
import dev.graft.dataprep.journal.KnownRows.Known;
import dev.graft.dataprep.journal.NewRows;
import dev.graft.dataprep.journal.RowIndex;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.dataprep.mapping.NumberMapping;
import dev.graft.learning.preparation.CleaningStep;
import dev.graft.platform.dataset.Shards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a batch once from end to end and leaves its parts as files. */
final class BatchSifter {
    private final BatchLimits limits;

    BatchSifter(BatchLimits limits) {
        this.limits = limits;
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
    Sifted sift(Opening batch, Task task, Origin origin, Against against, Path folder) throws BatchRefused {
        Kind kind = kind(task, against);
        Path shard = folder.resolve("rows.parquet");
        Path quarantined = folder.resolve("quarantine.jsonl");
        try (RowIndex fresh = new RowIndex(folder);
                Quarantine quarantine = new Quarantine(quarantined)) {
            Held held = new Held(against.known().rows(), fresh, kind.neighbours(), kind.sample());
            Comparison comparison = new Comparison(task, origin, held, quarantine, kind.tally());
            try (Sieve sieve = batch.sieve(comparison)) {
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

    /**
     * How rows of one kind are sifted.
     *
     * @param near sketches of the batch's rows; null: there are none
     */
    private record Kind(
            Neighbours neighbours, @Nullable NearDuplicates near, RowSample sample, Tally tally, Writing writing) {
        interface Writing {
            void write(Path shard, Iterable<DatasetRow> rows) throws IOException;
        }
    }

    private Kind kind(Task task, Against against) {
        Features features = task.features();
        if (features != null) {
            return new Kind(
                    new EqualRows(against.golden()),
                    null,
                    new RowSample(Asked.batchRows(task)),
                    Tally.ofNumbers(NumberMapping.columns(features).names()),
                    Shards::writeNumbers);
        }
        return task.ofImages() ? images(task, against) : texts(task, against);
    }

    private Kind texts(Task task, Against against) {
        TextNeighbours neighbours = new TextNeighbours(
                against.known().near(), Asked.of(task).nearness(), limits.nearRows(), against.golden());
        return new Kind(
                neighbours,
                neighbours.ofBatch(),
                new RowSample(Asked.batchRows(task)),
                Tally.ofTexts(limits.maxTextChars(task)),
                writing(task));
    }

    private static Kind.Writing writing(Task task) {
        if (task.ofPairs()) {
            return Shards::writePairs;
        }
        return asksForLanguages(task) ? Shards::writeTagged : Shards::write;
    }

    private static boolean asksForLanguages(Task task) {
        List<String> steps = Objects.requireNonNull(task.preparation().cleaning());
        return steps.contains(CleaningStep.LANGUAGE_TAG.id());
    }

    private Kind images(Task task, Against against) {
        return new Kind(
                new ImageNeighbours(against.known().nearImages(), limits.nearRows(), against.golden()),
                null,
                new RowSample(Asked.batchRows(task)),
                Tally.ofImages(),
                Shards::writeImages);
    }
}
