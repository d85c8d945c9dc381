package dev.graft.benchmarks.dashboard;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.Scores;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.platform.json.Hashes;
import java.time.Instant;
import java.util.List;

/**
 * The events of a batch that a run learns from, from its announcement to the verdict, as the services would tell them.
 *
 * @param number of the run among those of its task, from 1
 * @param begin when the batch is announced
 */
record StoryOfARun(String task, int number, Instant begin) {
    /** Events of one story. */
    static final int EVENTS = 10;

    private static final int EPOCHS = 3;
    private static final SplitCounts ROWS = new SplitCounts(8_400, 1_200, 2_400);

    /** @param step from 0 to {@link #EVENTS} - 1, in order of time */
    Event<?> event(int step) {
        return switch (step) {
            case 0 -> tell(step, labelled());
            case 1 -> tell(step, accepted());
            case 2 ->
                tell(
                        step,
                        new DatasetPrepared(task, 1, id("snapshot"), ref("snapshot"), List.of(id("batch")), 480, ROWS));
            case 3 -> tell(step, started());
            case 4, 5, 6 -> tell(step, epoch(step - 3));
            case 7 -> tell(step, completed());
            case 8 -> tell(step, evaluated());
            default -> tell(step, promoted() ? promotion() : rejection());
        };
    }

    /** One of three challengers is better. */
    private boolean promoted() {
        return number % 3 == 1;
    }

    private int champion() {
        return Math.max(1, number - 1 - (number + 1) % 3);
    }

    private BatchLabelled labelled() {
        String uri = "s3://graft/incoming/" + task + "/" + number + ".csv";
        return new BatchLabelled(
                task, "Messages of day " + number, new BatchLabelled.Source(uri, sha("file"), "csv", null, null), null);
    }

    private BatchAccepted accepted() {
        return new BatchAccepted(
                task,
                1,
                id("batch"),
                number,
                new RowCounts(489, 480, 4, 5),
                ref("report"),
                480,
                1,
                new BatchAccepted.Findings(480, 7 + number % 5, number % 11 == 0));
    }

    private RunStarted started() {
        String strategy = "fine-tune, from version " + champion()
                + ", 3 layers frozen, 3 epochs of 32 rows, rates 5e-05" + " and 0.001, seed 42";
        return new RunStarted(
                task, 1, id("run"), id("snapshot"), ref("snapshot"), strategy, champion(), "cpu", 1, 0, EPOCHS, ROWS);
    }

    private RunEpochCompleted epoch(int epoch) {
        double loss = 1.6 * Math.exp(-0.55 * epoch) + 0.001 * (number % 17);
        double score = quality() * (1 - Math.exp(-1.1 * epoch));
        return new RunEpochCompleted(
                task,
                id("run"),
                id("snapshot"),
                epoch,
                EPOCHS,
                loss,
                loss + 0.2,
                score + 0.01,
                score,
                5e-5,
                57.5,
                100.0 * epoch / EPOCHS,
                11.0 * (EPOCHS - epoch),
                epoch);
    }

    private RunCompleted completed() {
        return new RunCompleted(
                task,
                1,
                id("run"),
                id("snapshot"),
                ref("snapshot"),
                folder(),
                champion(),
                EPOCHS,
                EPOCHS,
                false,
                quality() + 0.01,
                quality(),
                66.2);
    }

    private ModelEvaluated evaluated() {
        List<RuleOutcome> rules = List.of(
                new RuleOutcome("same-labels", true, "Both models know the same 5 labels.", null, null),
                new RuleOutcome("enough-test-rows", true, "2400 test rows, at least 20 are wanted.", 2400.0, 20.0),
                gain());
        return new ModelEvaluated(
                task,
                id("run"),
                1,
                ref("evaluation"),
                champion(),
                promoted() ? Decision.PROMOTE : Decision.REFUSE,
                summary(),
                rules,
                new Scores(2_400, quality() + 0.004, quality(), 0.041),
                new Scores(2_400, 0.845, 0.841, 0.06),
                5.27,
                completed());
    }

    private ModelPromoted promotion() {
        return new ModelPromoted(task, number, champion(), number, summary(), id("run"), id("snapshot"), folder());
    }

    private ModelRejected rejection() {
        return new ModelRejected(task, number, champion(), summary(), List.of(gain()), id("run"), id("snapshot"));
    }

    private RuleOutcome gain() {
        return new RuleOutcome("minimum-gain", promoted(), summary(), quality() - 0.841, 0.0);
    }

    private String summary() {
        return "macro F1 %.3f against 0.841 of version %d on the same 2400 test rows.".formatted(quality(), champion());
    }

    private double quality() {
        return promoted() ? 0.85 + 0.001 * (number % 90) : 0.80 - 0.001 * (number % 90);
    }

    private ModelFolder folder() {
        String uri = "s3://graft/runs/" + id("run") + "/attempts/00000001/model/";
        return new ModelFolder(
                uri,
                List.of(
                        new ModelFolder.File("config.json", sha("config"), 612),
                        new ModelFolder.File("graft.json", sha("lineage"), 9_120),
                        new ModelFolder.File("model.safetensors", sha("model"), 90_879_416)));
    }

    private ObjectRef ref(String what) {
        return new ObjectRef("s3://graft/" + task + "/" + id(what) + ".json", sha(what), 1_234);
    }

    private Event<?> tell(int step, EventData data) {
        EventType type = EventType.of(data.getClass());
        String service = switch (step) {
            case 0 -> "producer";
            case 1, 2 -> "data-prep";
            case 8 -> "evaluator";
            case 9 -> "registry";
            default -> "trainer";
        };
        return new Event<>(
                id("event-" + step),
                type,
                "/graft/" + service,
                begin.plusSeconds(step),
                step == 0 ? null : id("batch"),
                step == 0 ? null : id("event-" + (step - 1)),
                null,
                data);
    }

    private String id(String what) {
        return Hashes.id(task, Integer.toString(number), what);
    }

    private String sha(String what) {
        return id(what) + id(what + "'");
    }
}
