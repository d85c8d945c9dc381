package dev.graft.dataprep.batch;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.contracts.event.BatchPartRequested;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.check.Languages;
import dev.graft.dataprep.duplicate.Sketcher;
import dev.graft.dataprep.journal.Asked;
import dev.graft.dataprep.journal.Edge;
import dev.graft.dataprep.journal.WorkFolder;
import dev.graft.dataprep.reading.RowFormat;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.dataprep.reading.Slice;
import dev.graft.dataprep.reading.UnreadableSource;
import dev.graft.dataprep.task.TaskCatalogue;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and cleans one part of a large batch, which nobody else need know of, and leaves its rows in the store to be
 * compared. May be called with the same event as often as anybody likes. Thread-safe.
 */
public final class PreparePart {
    private final Edge edge;
    private final BatchLimits limits;
    private final TaskCatalogue catalogue;
    private final Languages languages;

    public PreparePart(Edge edge, BatchLimits limits, TaskCatalogue catalogue, Languages languages) {
        this.edge = edge;
        this.limits = limits;
        this.catalogue = catalogue;
        this.languages = languages;
    }

    /**
     * Returns when the part is announced, or the batch is found to be taken in or refused already.
     *
     * @throws MalformedEvent when the batch has no such part
     */
    public void prepare(Event<BatchPartRequested> request) throws MalformedEvent {
        BatchPartRequested wanted = request.data();
        Optional<Task> task = catalogue.version(wanted.task(), wanted.taskVersion());
        if (task.isEmpty()) {
            throw new MalformedEvent("there is no version " + wanted.taskVersion() + " of the task " + wanted.task());
        }
        PartFolder folder =
                new PartFolder(edge.store(), edge.steps(), wanted.task(), wanted.taskVersion(), wanted.batchId());
        Optional<PartPlan> plan = folder.plan();
        if (plan.isEmpty()) {
            return;
        }
        if (wanted.part() > plan.get().parts()) {
            throw new MalformedEvent("the batch " + wanted.batchId() + " has "
                    + plan.get().parts() + " parts, and there is no part " + wanted.part());
        }
        Event<?> prepared = edge.steps()
                .once(folder.manifest(wanted.part()), () -> prepared(request, task.get(), plan.get(), folder));
        edge.sink().publish(prepared);
    }

    private Steps.Outcome prepared(Event<BatchPartRequested> request, Task task, PartPlan plan, PartFolder folder) {
        int part = request.data().part();
        try (WorkFolder work = new WorkFolder()) {
            Path rows = work.path().resolve("rows.parquet");
            RowReading reading;
            PartFile.Counts counts;
            TableReading table = TableReading.of(plan.batch(), task, dataSource(plan.batch(), task), limits, languages);
            try (RowSource source = fetched(plan, part, table, work.path())) {
                reading = table.reading().get();
                counts = written(rows, source, reading, task);
            } catch (BatchRefused e) {
                BatchRefused.Refusal refusal = e.refusal();
                return outcome(request, folder, new PartFile.Counts(0, 0), new PartOutcome(null, Map.of(), refusal));
            }
            ObjectRef stored = folder.putRows(part, rows);
            return outcome(request, folder, counts, new PartOutcome(stored, reading.cleaned(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PartFile.Counts written(Path rows, RowSource source, RowReading reading, Task task)
            throws BatchRefused, IOException {
        try {
            return PartFile.write(rows, source, reading, sketcher(task));
        } catch (UnreadableSource e) {
            throw BatchReader.refused(e);
        }
    }

    /** The source may be gone, or another one, since the batch was cut. */
    private RowSource fetched(PartPlan plan, int part, TableReading table, Path work) throws BatchRefused {
        BatchLabelled.Source source = Objects.requireNonNull(plan.batch().source());
        Slice slice = plan.sliced().slices().get(part - 1);
        Path file = work.resolve("source");
        try {
            slice.pieces().forEach(piece -> edge.store().download(source.uri(), piece, file));
            RowFormat format = RowFormat.named(source.format()).orElseThrow();
            return format.open(plan.sliced().file(file, slice), table.wanted(), limits.reading());
        } catch (StoreException e) {
            throw BatchReader.refused(source.uri(), e);
        } catch (UnreadableSource e) {
            throw BatchReader.refused(e);
        }
    }

    private static @Nullable DataSource dataSource(BatchLabelled batch, Task task) {
        return batch.dataSource() == null
                ? null
                : Objects.requireNonNull(task.dataSources().get(batch.dataSource()));
    }

    private static @Nullable Sketcher sketcher(Task task) {
        return Asked.of(task).nearness().map(Sketcher::new).orElse(null);
    }

    private Steps.Outcome outcome(
            Event<BatchPartRequested> request, PartFolder folder, PartFile.Counts counts, PartOutcome outcome) {
        BatchPartRequested wanted = request.data();
        BatchPartPrepared prepared = new BatchPartPrepared(
                wanted.task(),
                wanted.taskVersion(),
                wanted.batchId(),
                wanted.part(),
                wanted.parts(),
                counts.rows(),
                counts.unfit());
        return new Steps.Outcome(edge.events().causedBy(request, folder.manifest(wanted.part()), prepared), outcome);
    }
}
