package dev.graft.registry.openlineage;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunAbandoned.Reason;
import dev.graft.contracts.event.RunAbandoned.SupersededBy;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.Scores;
import dev.graft.contracts.event.SplitCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of one task, in the order in which they happened, a second between two. */
public final class MeshStory {
    public static final String SHA = "159ca25ee63c9716767090e55c4976571d4722526c072a33cdfd606744674077";
    public static final Instant BEGIN = Instant.parse("2026-11-24T08:00:00Z");

    private final String task;
    private final List<Event<?>> events = new ArrayList<>();
    private @Nullable String batch;

    public MeshStory(String task) {
        this.task = task;
    }

    public List<Event<?>> events() {
        return List.copyOf(events);
    }

    public Event<?> last() {
        return events.get(events.size() - 1);
    }

    /** Everything that can become of a batch and of a run, with a trainer that dies and a batch that is announced twice. */
    public static MeshStory whole(String task) {
        MeshStory story = new MeshStory(task);
        story.accepted("one").prepared("one").started("one", 1, 0).epoch("one", 1);
        story.started("one", 2, 1).epoch("one", 2).completed("one", null).evaluated("one", Decision.PROMOTE);
        story.promoted("one", 1).labelled("one-again").again("accepted-one");
        story.rejected("two", DatasetRejected.Reason.TOO_MANY_BAD_ROWS);
        story.accepted("three").prepared("three").abandoned("three", Reason.SUPERSEDED, 0);
        story.accepted("four").prepared("four").started("four", 1, 0).abandoned("four", Reason.FAILED, 0);
        story.accepted("five")
                .prepared("five")
                .started("five", 1, 0)
                .epoch("five", 1)
                .abandoned("five", Reason.HOPELESS, 1);
        story.accepted("six").prepared("six").started("six", 1, 0).completed("six", 1);
        story.evaluated("six", Decision.REFUSE).rejectedModel("six", 2).rolledBack(1);
        return story;
    }

    public MeshStory labelled(String name) {
        var source = new BatchLabelled.Source("s3://uploads/" + name + ".csv", SHA, "csv", null, null);
        events.add(new Event<>(
                "labelled-" + name,
                EventType.BATCH_LABELLED,
                "/tool",
                now(),
                null,
                null,
                null,
                new BatchLabelled(task, null, source, null)));
        return this;
    }

    public MeshStory accepted(String name) {
        labelled(name);
        batch = "batch-" + name;
        return add(
                "accepted-" + name,
                "labelled-" + name,
                new BatchAccepted(
                        task,
                        1,
                        "batch-" + name,
                        1,
                        new RowCounts(100, 90, 4, 6),
                        ref("report.json"),
                        90,
                        1,
                        new BatchAccepted.Findings(90, 3, false)));
    }

    public MeshStory rejected(String name, DatasetRejected.Reason reason) {
        labelled(name);
        batch = "batch-" + name;
        return add(
                "rejected-" + name,
                "labelled-" + name,
                new DatasetRejected(
                        task, "batch-" + name, reason, "40 of 100 rows are bad.", new RowCounts(100, 60, 40, 0), null));
    }

    public MeshStory prepared(String name) {
        return add(
                "prepared-" + name,
                "accepted-" + name,
                new DatasetPrepared(
                        task,
                        1,
                        "snapshot-" + name,
                        ref("manifest.json"),
                        List.of("batch-" + name),
                        90,
                        new SplitCounts(70, 10, 10)));
    }

    public MeshStory started(String name, long attempt, int resumedAfterEpoch) {
        return add(
                "started-" + name + "-" + attempt,
                "prepared-" + name,
                new RunStarted(
                        task,
                        1,
                        "run-" + name,
                        "snapshot-" + name,
                        ref("manifest.json"),
                        "{}",
                        null,
                        "cpu",
                        attempt,
                        resumedAfterEpoch,
                        5,
                        new SplitCounts(70, 10, 10)));
    }

    public MeshStory epoch(String name, int epoch) {
        return add(
                "epoch-" + name + "-" + epoch,
                "prepared-" + name,
                new RunEpochCompleted(
                        task,
                        "run-" + name,
                        "snapshot-" + name,
                        epoch,
                        5,
                        0.5,
                        0.6,
                        0.8,
                        0.79,
                        0.001,
                        100,
                        20.0 * epoch,
                        5 - epoch,
                        epoch));
    }

    public MeshStory completed(String name, @Nullable Integer champion) {
        return add("completed-" + name, "prepared-" + name, run(name, champion));
    }

    public MeshStory abandoned(String name, Reason reason, int epochs) {
        SupersededBy newer = reason == Reason.SUPERSEDED ? new SupersededBy("snapshot-next", "prepared-next") : null;
        return add(
                "abandoned-" + name,
                "prepared-" + name,
                new RunAbandoned(task, "run-" + name, "snapshot-" + name, reason, "It ended so.", epochs, newer));
    }

    public MeshStory evaluated(String name, Decision decision) {
        boolean better = decision == Decision.PROMOTE;
        return add(
                "evaluated-" + name,
                "completed-" + name,
                new ModelEvaluated(
                        task,
                        "run-" + name,
                        1,
                        ref("evaluations/run-" + name + "/1/" + SHA + ".json"),
                        null,
                        decision,
                        "So says the gate.",
                        List.of(
                                new RuleOutcome("enough-test-rows", true, "10 rows.", 10.0, 5.0),
                                new RuleOutcome("gain", better, "0.897 against 0.876.", 0.021, 0.0)),
                        new Scores(10, 0.9, 0.89, 0.04),
                        null,
                        0.5,
                        run(name, null)));
    }

    public MeshStory promoted(String name, int version) {
        return add(
                "promoted-" + name,
                "evaluated-" + name,
                new ModelPromoted(
                        task, version, null, 1, "Better.", "run-" + name, "snapshot-" + name, model("run-" + name)));
    }

    public MeshStory rejectedModel(String name, int version) {
        return add(
                "rejected-model-" + name,
                "evaluated-" + name,
                new ModelRejected(
                        task,
                        version,
                        1,
                        "No better.",
                        List.of(new RuleOutcome("gain", false, "no gain", -0.1, 0.0)),
                        "run-" + name,
                        "snapshot-" + name));
    }

    public MeshStory rolledBack(int version) {
        batch = null;
        return add(
                "rolled-back-" + version,
                null,
                new ModelRolledBack(task, version, 2, 3, "It answers badly.", "ops", model("run-one")));
    }

    /** The same event comes again. */
    public MeshStory again(String id) {
        events.add(events.stream()
                .filter(event -> event.id().equals(id))
                .findFirst()
                .orElseThrow());
        return this;
    }

    private RunCompleted run(String name, @Nullable Integer champion) {
        return new RunCompleted(
                task,
                1,
                "run-" + name,
                "snapshot-" + name,
                ref("manifest.json"),
                model("run-" + name),
                champion,
                2,
                3,
                true,
                0.9,
                0.89,
                1.5);
    }

    private static ModelFolder model(String run) {
        return new ModelFolder(
                "s3://graft/runs/" + run + "/attempts/00000001/model/",
                List.of(
                        new ModelFolder.File("config.json", SHA, 500),
                        new ModelFolder.File("model.safetensors", SHA, 90_000)));
    }

    private static ObjectRef ref(String key) {
        return new ObjectRef("s3://graft/" + key, SHA, 100);
    }

    private MeshStory add(String id, @Nullable String cause, EventData data) {
        events.add(new Event<>(id, EventType.of(data.getClass()), "/graft/test", now(), batch, cause, null, data));
        return this;
    }

    private Instant now() {
        return BEGIN.plusSeconds(events.size());
    }
}
