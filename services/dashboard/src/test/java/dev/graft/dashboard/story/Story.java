package dev.graft.dashboard.story;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.contracts.event.Scores;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.event.TaskDeclared;
import dev.graft.contracts.task.Task;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down what happens to one task, event by event, on a clock of its own. */
public final class Story {
    private static final String LABELS = "cancel-order delivery-status invoice-copy payment-failed refund-request";

    private final String task;
    private final List<Event<?>> events = new ArrayList<>();
    private Instant now;
    private int sequence;

    public Story(String task, Instant begin) {
        this.task = task;
        this.now = begin;
    }

    public List<Event<?>> events() {
        return List.copyOf(events);
    }

    public Story waits(Duration time) {
        now = now.plus(time);
        return this;
    }

    public Event<?> last() {
        return events.get(events.size() - 1);
    }

    public String batchId(String name) {
        return Hashes.id("batch", task, name);
    }

    public String snapshotId(String name) {
        return Hashes.id("snapshot", task, name);
    }

    public String runId(String name) {
        return Hashes.id("run", task, name);
    }

    public Story taskDeclared() {
        Task declaration = Json.read(Json.bytes(Map.of("name", task, "labels", List.of(LABELS.split(" ")))), Task.class)
                .withVersion(1);
        return tell("data-prep", "task", null, new TaskDeclared(task, declaration));
    }

    /** Another announcement of the same batch when {@code announcement} differs. */
    public Story batchLabelled(String name, String announcement) {
        var rows = List.of(new BatchLabelled.Row("where is my parcel? " + name, "delivery-status"));
        return put(new Event<>(
                announcement(name, announcement),
                EventType.BATCH_LABELLED,
                "/producer/crm",
                step(0),
                null,
                null,
                null,
                new BatchLabelled(task, name, null, rows)));
    }

    public Story batchAccepted(String name, int rows) {
        var data = new BatchAccepted(
                task,
                1,
                batchId(name),
                ++sequence,
                new RowCounts(rows + 9, rows, 4, 5),
                ref("batches/" + name + "/report.json"),
                rows,
                1);
        return tell("data-prep", name, announcement(name, "1"), batchId(name), data);
    }

    public Story batchRejected(String name, DatasetRejected.Reason reason, String explanation) {
        return tell(
                "data-prep",
                name,
                announcement(name, "1"),
                batchId(name),
                new DatasetRejected(task, batchId(name), reason, explanation, new RowCounts(310, 170, 127, 13), null));
    }

    public Story prepared(String name, int rows, String... batches) {
        var ids = List.of(batches).stream().map(this::batchId).toList();
        String last = ids.get(ids.size() - 1);
        var data = new DatasetPrepared(task, 1, snapshotId(name), ref("snapshots/" + name), ids, rows, splits(rows));
        return tell("data-prep", name, eventId(EventType.BATCH_ACCEPTED, batches[batches.length - 1]), last, data);
    }

    public Story runStarted(String name, long attempt, int resumedAfter, int planned, @Nullable Integer champion) {
        var data = new RunStarted(
                task,
                1,
                runId(name),
                snapshotId(name),
                ref("snapshots/" + name),
                "fine-tune, " + (champion == null ? "from the backbone" : "from version " + champion)
                        + ", 3 layers frozen, " + planned + " epochs of 32 rows, rates 5e-05 and 0.001, seed 42",
                champion,
                "cpu",
                attempt,
                resumedAfter,
                planned,
                splits(600));
        return tell("trainer", name + attempt, eventId(EventType.DATASET_PREPARED, name), batchId(name), data);
    }

    public Story epoch(String name, int epoch, int planned, double quality) {
        double reached = quality * (1 - Math.exp(-0.9 * epoch));
        double overfit = Math.max(0, epoch - 5) * 0.03;
        var data = new RunEpochCompleted(
                task,
                runId(name),
                snapshotId(name),
                epoch,
                planned,
                1.6 * Math.exp(-0.55 * epoch) + 0.02,
                1.5 * Math.exp(-0.5 * epoch) + 0.28 + overfit,
                reached + 0.01,
                reached - overfit / 4,
                5e-5,
                57.5 + epoch % 3,
                100.0 * epoch / planned,
                11.0 * (planned - epoch),
                Math.min(epoch, 5));
        return tell("trainer", name + ":" + epoch, eventId(EventType.RUN_STARTED, name + 1), batchId(name), data);
    }

    public Story runCompleted(String name, int epochs, double quality) {
        return tell(
                "trainer",
                name,
                eventId(EventType.RUN_STARTED, name + 1),
                batchId(name),
                completion(name, epochs, quality));
    }

    public Story stopRequested(String name, String explanation) {
        var data = new RunStopRequested(
                task, runId(name), RunStopRequested.Reason.HOPELESS, explanation, "/graft/evaluator");
        return tell("evaluator", name, eventId(EventType.RUN_EPOCH_COMPLETED, name + ":3"), batchId(name), data);
    }

    public Story runAbandoned(String name, int epochs, String explanation) {
        var data = new RunAbandoned(
                task, runId(name), snapshotId(name), RunAbandoned.Reason.HOPELESS, explanation, epochs, null);
        return tell("trainer", name, eventId(EventType.RUN_STOP_REQUESTED, name), batchId(name), data);
    }

    /** The run on a snapshot gives way to that on a newer one before it begins. */
    public Story superseded(String name, String newer) {
        var data = new RunAbandoned(
                task,
                runId(name),
                snapshotId(name),
                RunAbandoned.Reason.SUPERSEDED,
                "The snapshot of " + newer + " was prepared before this run had begun.",
                0,
                new RunAbandoned.SupersededBy(snapshotId(newer), eventId(EventType.DATASET_PREPARED, newer)));
        return tell("trainer", name, eventId(EventType.DATASET_PREPARED, name), batchId(name), data);
    }

    public Story evaluationRequested(String name, int attempt, int champion) {
        var data = new ModelEvaluationRequested(task, runId(name), attempt, champion, completion(name, 6, 0.9));
        return tell("registry", name + attempt, eventId(EventType.MODEL_EVALUATED, name + 1), batchId(name), data);
    }

    public Story evaluated(
            String name, int attempt, @Nullable Integer champion, Decision decision, double score, String summary) {
        boolean good = decision == Decision.PROMOTE;
        var rules = List.of(
                new RuleOutcome("same-labels", true, "Both models know the same 5 labels.", null, null),
                new RuleOutcome("minimum-gain", good, summary, score - 0.8, 0.0));
        var data = new ModelEvaluated(
                task,
                runId(name),
                attempt,
                ref("evaluations/" + name),
                champion,
                decision,
                summary,
                rules,
                new Scores(181, score + 0.004, score, 0.041),
                champion == null ? null : new Scores(181, 0.79, 0.781, 0.06),
                5.27,
                completion(name, 6, score));
        return tell("evaluator", name + attempt, eventId(EventType.RUN_COMPLETED, name), batchId(name), data);
    }

    public Story promoted(String name, int version, @Nullable Integer previous, String summary) {
        var data = new ModelPromoted(
                task, version, previous, ++sequence, summary, runId(name), snapshotId(name), folder(name));
        return tell("registry", name, eventId(EventType.MODEL_EVALUATED, name + 1), batchId(name), data);
    }

    public Story rejected(String name, int version, @Nullable Integer champion, String summary) {
        var failed = List.of(new RuleOutcome("minimum-gain", false, summary, -0.3, 0.0));
        var data = new ModelRejected(task, version, champion, summary, failed, runId(name), snapshotId(name));
        return tell("registry", name, eventId(EventType.MODEL_EVALUATED, name + 1), batchId(name), data);
    }

    /** The test rows were too few to tell. */
    public Story leftOpen(String name, int version, @Nullable Integer champion, String summary) {
        var open = List.of(new RuleOutcome("confidence", false, summary, 0.2, 0.05, RuleOutcome.Severity.EVIDENCE));
        var data = new ModelRejected(task, version, champion, summary, open, runId(name), snapshotId(name), true, 900L);
        return tell("registry", name, eventId(EventType.MODEL_EVALUATED, name + 1), batchId(name), data);
    }

    public Story rolledBack(int version, int previous, String explanation) {
        var data = new ModelRolledBack(
                task, version, previous, ++sequence, explanation, "graft rollback", folder("version-" + version));
        return tell("registry", "rollback-" + sequence, null, data);
    }

    /** From the announcement to the promotion, without hindrance. */
    public Story success(String name, int version, double quality) {
        Integer champion = version == 1 ? null : Integer.valueOf(version - 1);
        batchLabelled(name, "1")
                .batchAccepted(name, 480)
                .prepared(name, 480, name)
                .runStarted(name, 1, 0, 6, champion);
        for (int epoch = 1; epoch <= 6; epoch++) {
            waits(Duration.ofSeconds(11)).epoch(name, epoch, 6, quality);
        }
        String summary = champion == null
                ? "The first model: macro F1 %.3f on 181 test rows, better than the majority class with 0.066."
                        .formatted(quality)
                : "macro F1 %.3f against 0.781 on the same 181 test rows, no slice lost.".formatted(quality);
        return runCompleted(name, 6, quality)
                .waits(Duration.ofSeconds(5))
                .evaluated(name, 1, champion, Decision.PROMOTE, quality, summary)
                .promoted(name, version, champion, summary);
    }

    private RunCompleted completion(String name, int epochs, double quality) {
        return new RunCompleted(
                task,
                1,
                runId(name),
                snapshotId(name),
                ref("snapshots/" + name),
                folder(name),
                null,
                Math.min(5, epochs),
                epochs,
                true,
                quality + 0.01,
                quality,
                66.2);
    }

    private ModelFolder folder(String name) {
        return new ModelFolder(
                "s3://graft/runs/" + runId(name) + "/attempts/00000001/model/",
                List.of(new ModelFolder.File(
                        "model.safetensors", Hashes.sha256(name.getBytes(StandardCharsets.UTF_8)), 90_879_416)));
    }

    private ObjectRef ref(String place) {
        return new ObjectRef(
                "s3://graft/" + task + "/" + place, Hashes.sha256(place.getBytes(StandardCharsets.UTF_8)), 1234);
    }

    private static SplitCounts splits(int rows) {
        return new SplitCounts(rows * 7L / 10, rows / 10, rows / 5);
    }

    private String announcement(String name, String announcement) {
        return "crm-" + task + "-" + name + "-" + announcement;
    }

    private String eventId(EventType type, String place) {
        return Hashes.id(type.type(), task, place);
    }

    private Story tell(String service, String place, @Nullable String correlation, EventData data) {
        return tell(service, place, null, correlation, data);
    }

    private Story tell(
            String service, String place, @Nullable String cause, @Nullable String correlation, EventData data) {
        EventType type = EventType.of(data.getClass());
        return put(
                new Event<>(eventId(type, place), type, "/graft/" + service, step(40), correlation, cause, null, data));
    }

    private Instant step(int millis) {
        now = now.plusMillis(millis);
        return now;
    }

    private Story put(Event<?> event) {
        events.add(event);
        return this;
    }
}
