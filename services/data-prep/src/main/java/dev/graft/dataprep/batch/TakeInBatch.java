package dev.graft.dataprep.batch;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchRefused.Refusal;
import dev.graft.dataprep.check.CheckBatch;
import dev.graft.dataprep.journal.Announcer;
import dev.graft.dataprep.journal.Dataset;
import dev.graft.dataprep.journal.Datasets;
import dev.graft.dataprep.journal.Edge;
import dev.graft.dataprep.journal.EventSink;
import dev.graft.dataprep.journal.KnownRows;
import dev.graft.dataprep.snapshot.PrepareSnapshot;
import dev.graft.dataprep.task.DeclareTask;
import dev.graft.dataprep.task.TaskCatalogue;
import dev.graft.platform.trace.Subject;
import java.util.List;
import java.util.Optional;

/**
 * Takes an announced batch into its task's data set, or refuses it, and tells the outcome. May be called with the same
 * event, or with another event for the same batch, as often as anybody likes: the batch is taken in once.
 */
public final class TakeInBatch {
    private static final int TASKS_NAMED = 20;

    private final TaskCatalogue catalogue;
    private final Datasets datasets;
    private final Intake intake;
    private final Rejections rejections;
    private final Announcer announcer;
    private final PrepareSnapshot snapshots;
    private final EventSink sink;

    public TakeInBatch(
            Edge edge,
            BatchLimits limits,
            TaskCatalogue catalogue,
            Datasets datasets,
            KnownRows knownRows,
            CheckBatch checks,
            GoldenSets goldenSets,
            DeclareTask declareTask,
            Announcer announcer,
            PrepareSnapshot snapshots) {
        this.catalogue = catalogue;
        this.datasets = datasets;
        this.rejections = new Rejections(edge.steps(), edge.events());
        this.intake = new Intake(
                edge, limits, knownRows, checks, goldenSets, new PinColumns(declareTask, edge.sink()), rejections);
        this.announcer = announcer;
        this.snapshots = snapshots;
        this.sink = edge.sink();
    }

    /**
     * Returns when the outcome is announced, or the parts of a large batch are requested, after the last of which this is to
     * be called again.
     */
    public void take(Event<BatchLabelled> announcement) {
        String batchId = BatchIds.of(announcement.data());
        Subject.BATCH.is(batchId);
        Optional<Event<?>> earlier = rejections.find(announcement, batchId);
        Optional<Task> task = catalogue.newest(announcement.data().task());
        if (earlier.isPresent()) {
            sink.publish(earlier.get());
            task.ifPresent(newest -> intake.close(announcement, batchId, newest));
            return;
        }
        if (task.isEmpty()) {
            sink.publish(rejections.refuse(announcement, batchId, unknownTask(announcement), null, null, null));
            return;
        }
        Dataset dataset = datasets.of(task.get().name());
        dataset.lock().lock();
        try {
            dataset.load();
            take(announcement, batchId, task.get(), dataset);
        } finally {
            dataset.lock().unlock();
        }
    }

    private void take(Event<BatchLabelled> announcement, String batchId, Task task, Dataset dataset) {
        Optional<Long> taken = dataset.state().sequenceOf(batchId);
        if (taken.isPresent()) {
            announcer.announceAgain(dataset, taken.get());
            intake.close(announcement, batchId, task);
        } else {
            intake.take(announcement, batchId, task, dataset).ifPresent(sink::publish);
        }
        snapshots.ifDue(dataset);
    }

    private Refusal unknownTask(Event<BatchLabelled> announcement) {
        List<String> names = catalogue.names();
        String known = names.isEmpty()
                ? "none is declared yet"
                : "declared are " + String.join(", ", names.subList(0, Math.min(TASKS_NAMED, names.size())))
                        + (names.size() > TASKS_NAMED ? " and " + (names.size() - TASKS_NAMED) + " more" : "");
        return new Refusal(
                Reason.UNKNOWN_TASK,
                "no task '" + announcement.data().task() + "' is declared; " + known
                        + ". Declare the task (POST /tasks, or the event task.declaration-requested), then announce the"
                        + " batch again");
    }
}
