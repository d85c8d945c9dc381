package dev.graft.trainer.train;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.StoreException;
import dev.graft.trainer.fixture.Examples;
import dev.graft.trainer.fixture.HeardEvents;
import dev.graft.trainer.fixture.ManualClock;
import dev.graft.trainer.fixture.MemoryStore;
import dev.graft.trainer.fixture.ScriptedFeatures;
import dev.graft.trainer.fixture.ScriptedLearner;
import dev.graft.trainer.fixture.TrainerProcess;
import dev.graft.trainer.plan.ChampionSource;
import dev.graft.trainer.plan.LiveChampion;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.stop.StopRequest;
import dev.graft.trainer.view.RunView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainChallengerTest {
    private static final int EPOCHS = 3;
    private static final List<DatasetRow> ROWS = Examples.rows(20);

    @TempDir
    private Path disk;

    private final List<TrainerProcess> processes = new ArrayList<>();
    private ManualClock clock = new ManualClock();
    private MemoryStore store = new MemoryStore();
    private ScriptedLearner learner = new ScriptedLearner();
    private HeardEvents events = new HeardEvents(clock);
    private Event<DatasetPrepared> prepared =
            Examples.prepared(store, Examples.task("intents", Examples.probe(EPOCHS)), ROWS);

    @AfterEach
    void close() {
        processes.forEach(TrainerProcess::close);
    }

    @Test
    void a_snapshot_becomes_a_run_that_is_told_from_start_to_end() throws RunFailed {
        process("trainer-1").train(prepared);

        assertThat(events.all())
                .extracting(event -> event.type().shortName())
                .containsExactly(
                        "run.started",
                        "run.epoch-completed",
                        "run.epoch-completed",
                        "run.epoch-completed",
                        "run.completed");
        RunCompleted end = completed();
        assertThat(end.snapshotId()).isEqualTo(prepared.data().snapshotId());
        assertThat(end.epochs()).isEqualTo(EPOCHS);
        assertThat(events.all()).allSatisfy(event -> {
            assertThat(event.correlationId()).isEqualTo("batch-1");
            assertThat(event.causationId()).isEqualTo(prepared.id());
        });
    }

    @Test
    void the_models_lineage_names_every_other_file_and_all_that_it_came_from() throws RunFailed {
        process("trainer-1").train(prepared);

        ModelFolder model = completed().model();
        Lineage lineage = Json.read(content(model, ModelFolder.LINEAGE_FILE), Lineage.class);
        assertThat(model.files())
                .extracting(ModelFolder.File::path)
                .startsWith("config.json", ModelFolder.LINEAGE_FILE, "model.safetensors")
                .hasSize(4)
                .last(as(STRING))
                .startsWith("runs/events.out.tfevents.");
        assertThat(lineage.files())
                .containsExactlyElementsOf(model.files().stream()
                        .filter(file -> !file.path().equals(ModelFolder.LINEAGE_FILE))
                        .toList());
        assertThat(model.files())
                .allSatisfy(file ->
                        assertThat(Hashes.sha256(content(model, file.path()))).isEqualTo(file.sha256()));
        assertThat(lineage.data().snapshot()).isEqualTo(prepared.data().snapshot());
        assertThat(lineage.data().batches()).containsExactly("batch-1");
        assertThat(lineage.metrics().epochs()).hasSize(EPOCHS);
        assertThat(lineage.signature().labels()).isEqualTo(Examples.LABELS);
        assertThat(lineage.seed()).isEqualTo(7);
    }

    @Test
    void a_snapshot_that_comes_again_is_only_announced_again() throws RunFailed {
        process("trainer-1").train(prepared);
        process("trainer-2").train(prepared);

        assertThat(learner.epochsTrained()).containsExactly(1, 2, 3);
        assertThat(events.payloads(RunCompleted.class)).hasSize(2);
        assertThat(events.ids(RunCompleted.class)).hasSize(1);
    }

    @Test
    void the_checkpoints_of_a_run_that_has_ended_are_gone() throws RunFailed {
        process("trainer-1").train(prepared);

        assertThat(store.list(StoreLayout.runPrefix(completed().runId())))
                .noneMatch(key -> key.contains("checkpoint"))
                .contains(StoreLayout.runManifest(completed().runId()));
    }

    @Test
    void whenever_the_store_is_away_the_next_delivery_brings_the_run_to_its_one_end() {
        int deaths = 0;
        for (boolean afterItsEffect : new boolean[] {false, true}) {
            int n = 1;
            do {
                startAnew();
                store.failAtCall(n, afterItsEffect);
                deliverUntilDone("the store away at call " + n);
                boolean failed = store.hasFailed();
                store.failAtCall(0, false);
                assertOneEnd("the store away at call " + n + ", after its effect: " + afterItsEffect);
                deaths += failed ? 1 : 0;
                n = failed ? n + 1 : 0;
            } while (n > 0);
        }
        assertThat(deaths).isGreaterThan(40);
    }

    @Test
    void whenever_the_broker_is_away_the_next_delivery_announces_the_same_events() {
        for (int n = 1; n <= EPOCHS + 2; n++) {
            startAnew();
            events.failAtPublication(n);

            deliverUntilDone("the broker away at publication " + n);

            assertOneEnd("the broker away at publication " + n);
        }
    }

    @Test
    void after_a_crash_the_run_goes_on_from_its_checkpoint() throws RunFailed {
        failInEpoch(2);
        TrainerProcess before = process("trainer-1");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> before.train(prepared));
        learner.duringEpoch(() -> {});

        process("trainer-1").train(prepared);

        assertThat(learner.epochsTrained()).containsExactly(1, 2, 2, 3);
        assertThat(events.payloads(RunStarted.class))
                .extracting(RunStarted::attempt, RunStarted::resumedAfterEpoch)
                .containsExactly(tuple(1L, 0), tuple(2L, 1));
        assertThat(completed().model().uri())
                .contains(StoreLayout.runAttempt(completed().runId(), 2));
    }

    @Test
    void a_resumed_run_announces_an_epoch_under_the_id_that_it_had() throws RunFailed {
        events.failAtPublication(3);
        TrainerProcess before = process("trainer-1");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> before.train(prepared));

        process("trainer-1").train(prepared);

        assertThat(events.ids(RunEpochCompleted.class)).hasSize(EPOCHS);
        assertThat(events.payloads(RunEpochCompleted.class))
                .extracting(RunEpochCompleted::epoch)
                .containsExactly(1, 2, 3);
    }

    @Test
    void a_broken_checkpoint_is_passed_over() throws RunFailed {
        failInEpoch(2);
        TrainerProcess before = process("trainer-1");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> before.train(prepared));
        learner.duringEpoch(() -> {});
        String state = store.list("runs/").stream()
                .filter(key -> key.endsWith("/state.json"))
                .findFirst()
                .orElseThrow();
        store.put(state, new byte[] {1}, "application/json");

        process("trainer-1").train(prepared);

        assertThat(learner.epochsTrained()).containsExactly(1, 2, 1, 2, 3);
        assertOneEnd("a broken checkpoint");
    }

    @Test
    void a_trainer_that_lost_its_lease_writes_nothing_more_and_announces_the_others_end() throws RunFailed {
        TrainerProcess second = process("trainer-2");
        learner.duringEpoch(() -> {
            learner.duringEpoch(() -> {});
            clock.advance(TrainerProcess.LEASE);
            train(second);
        });

        process("trainer-1").train(prepared);

        assertThat(events.ids(RunCompleted.class)).hasSize(1);
        assertThat(events.payloads(RunCompleted.class)).hasSize(2);
        assertThat(completed().model().uri())
                .contains(StoreLayout.runAttempt(completed().runId(), 2));
        assertThat(store.list(StoreLayout.runAttempt(completed().runId(), 1))).isEmpty();
    }

    @Test
    void a_trainer_waits_for_a_run_that_another_one_holds_and_goes_on_when_that_one_is_dead() throws RunFailed {
        failInEpoch(2);
        TrainerProcess dead = process("trainer-1");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> dead.train(prepared));
        learner.duringEpoch(() -> {});
        var died = clock.instant();

        process("trainer-2").train(prepared);

        assertThat(clock.instant()).isAfterOrEqualTo(died.plus(TrainerProcess.LEASE));
        assertThat(learner.epochsTrained()).containsExactly(1, 2, 2, 3);
        assertOneEnd("another trainer");
    }

    @Test
    void a_run_that_is_asked_to_stop_ends_at_its_next_step() throws RunFailed {
        TrainerProcess process = process("trainer-1");
        learner.duringEpoch(() -> {
            if (learner.epochsTrained().size() == 2) {
                process.stops.request(runId(), stop(RunStopRequested.Reason.HOPELESS));
            }
        });

        process.train(prepared);

        RunAbandoned end = abandoned();
        assertThat(end.reason()).isEqualTo(RunAbandoned.Reason.HOPELESS);
        assertThat(end.explanation()).contains("cannot win").contains("the evaluator");
        assertThat(end.epochs()).isEqualTo(1);
        assertThat(store.list("runs/")).noneMatch(key -> key.contains("/model/"));
    }

    @Test
    void a_run_that_was_asked_to_stop_before_it_began_is_not_trained() throws RunFailed {
        runIdOfAnEarlierTry();
        process("trainer-1").stops.request(runId(), stop(RunStopRequested.Reason.CANCELLED));
        int before = learner.epochsTrained().size();

        process("trainer-1").train(prepared);

        assertThat(learner.epochsTrained()).hasSize(before);
        assertThat(abandoned().reason()).isEqualTo(RunAbandoned.Reason.CANCELLED);
        assertThat(events.payloads(RunStarted.class)).isEmpty();
    }

    @Test
    void asking_a_run_to_stop_that_has_ended_does_nothing() throws RunFailed {
        TrainerProcess process = process("trainer-1");
        process.train(prepared);

        process.stops.request(completed().runId(), stop(RunStopRequested.Reason.CANCELLED));

        assertThat(store.find(StoreLayout.runStop(completed().runId()))).isEmpty();
        assertThat(process.runs.find(completed().runId())).map(RunView::state).contains(RunView.State.COMPLETED);
    }

    @Test
    void a_service_that_ends_leaves_the_run_to_whoever_comes_at_once() throws RunFailed {
        TrainerProcess ending = process("trainer-1");
        learner.duringEpoch(() -> {
            if (learner.epochsTrained().size() == 2) {
                ending.end();
            }
        });
        assertThatExceptionOfType(RunInterrupted.class).isThrownBy(() -> ending.train(prepared));
        assertThat(events.payloads(RunCompleted.class)).isEmpty();
        var ended = clock.instant();

        process("trainer-2").train(prepared);

        assertThat(clock.instant()).isEqualTo(ended);
        assertThat(learner.epochsTrained()).containsExactly(1, 2, 2, 3);
    }

    @Test
    void a_run_that_cannot_give_a_model_is_abandoned_with_the_remedy() throws RunFailed {
        learner.failWith("The loss is NaN. Remedy: a lower learning rate.");

        process("trainer-1").train(prepared);

        assertThat(abandoned().reason()).isEqualTo(RunAbandoned.Reason.FAILED);
        assertThat(abandoned().explanation()).contains("lower learning rate");
    }

    @Test
    void a_training_split_with_one_label_is_abandoned() throws RunFailed {
        List<DatasetRow> oneLabel =
                ROWS.stream().filter(row -> row.label().equals("payment")).toList();
        prepared = Examples.prepared(store, Examples.task("one-label", Examples.probe(EPOCHS)), oneLabel);

        process("trainer-1").train(prepared);

        assertThat(abandoned().reason()).isEqualTo(RunAbandoned.Reason.FAILED);
        assertThat(abandoned().explanation()).contains("1 labels").contains("Remedy");
    }

    @Test
    void an_empty_validation_split_is_abandoned() throws RunFailed {
        List<DatasetRow> unwatched = ROWS.stream()
                .filter(row -> !row.split().equals(Split.VALIDATION))
                .toList();
        prepared = Examples.prepared(store, Examples.task("unwatched", Examples.probe(EPOCHS)), unwatched);

        process("trainer-1").train(prepared);

        assertThat(abandoned().explanation()).contains("validation split has no rows");
    }

    @Test
    void a_strategy_that_the_backbone_cannot_follow_is_abandoned() throws RunFailed {
        Strategy frozen =
                new Strategy(Strategy.KIND_FINE_TUNE, null, 99, null, null, null, null, null, null, null, null, null);
        prepared = Examples.prepared(store, Examples.task("frozen", frozen), ROWS);

        process("trainer-1").train(prepared);

        assertThat(abandoned().explanation()).contains("frozenLayers");
    }

    @Test
    void an_unknown_backbone_is_abandoned() throws RunFailed {
        Task task = Examples.task("unknown-backbone", Examples.probe(EPOCHS));
        Task unknown = new Task(
                task.name(), 1, null, task.modality(), task.labels(), "no-such", task.strategy(), null, null, null);
        prepared = Examples.prepared(store, unknown, ROWS);

        process("trainer-1").train(prepared);

        assertThat(abandoned().explanation()).contains("no-such");
    }

    @Test
    void a_shard_that_is_not_what_the_snapshot_promises_is_abandoned() throws RunFailed {
        String shard = store.list("datasets/").stream()
                .filter(key -> key.endsWith(".parquet"))
                .findFirst()
                .orElseThrow();
        store.put(shard, new byte[] {1, 2, 3}, "application/octet-stream");

        process("trainer-1").train(prepared);

        assertThat(abandoned().explanation()).contains("SHA-256");
    }

    @Test
    void a_snapshot_that_does_not_exist_is_no_run_at_all() {
        DatasetPrepared data = prepared.data();
        ObjectRef nowhere = new ObjectRef(store.uri("nowhere"), "0".repeat(64), 1);
        Event<DatasetPrepared> lost = Examples.event(new DatasetPrepared(
                data.task(), 1, data.snapshotId(), nowhere, data.newBatches(), data.newRows(), data.rows()));

        assertThatExceptionOfType(RunFailed.class)
                .isThrownBy(() -> process("trainer-1").train(lost))
                .withMessageContaining("nowhere");
    }

    @Test
    void every_attempt_starts_from_the_champion_that_was_live_at_the_first() throws RunFailed {
        prepared = Examples.prepared(store, Examples.task("warm", Strategy.AUTO), Examples.rows(60));
        MovingChampion champions = new MovingChampion();
        failInEpoch(1);
        TrainerProcess before = process("trainer-1", champions);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> before.train(prepared));
        learner.duringEpoch(() -> {});
        champions.live = 5;

        process("trainer-1", champions).train(prepared);

        assertThat(completed().championVersion()).isEqualTo(4);
        RunPlan plan = Json.read(
                store.find(StoreLayout.runPlan(completed().runId()))
                        .orElseThrow()
                        .content(),
                RunPlan.class);
        assertThat(plan.championVersion()).isEqualTo(4);
    }

    @Test
    void runs_are_listed_by_task_the_newest_first() throws RunFailed {
        TrainerProcess process = process("trainer-1");
        process.train(prepared);
        clock.advance(TrainerProcess.LEASE);
        process.train(Examples.prepared(store, Examples.task("intents", Examples.probe(2)), ROWS));
        process.train(Examples.prepared(store, Examples.task("moods", Examples.probe(2)), ROWS));

        var listed = process.runs.list("intents", 0, 10);

        assertThat(listed).hasSize(2).allMatch(run -> run.state() == RunView.State.COMPLETED);
        assertThat(listed.get(0).createdAt()).isAfter(listed.get(1).createdAt());
        assertThat(process.runs.list(null, 1, 1)).hasSize(1);
    }

    @Test
    void a_fusions_plan_and_lineage_name_every_backbone_with_its_hash() throws RunFailed {
        prepared = Examples.prepared(
                store, Examples.task("fused", Strategy.fusion(List.of("bge-small-en-v1.5"), null)), ROWS);

        process("trainer-1").train(prepared);

        RunPlan plan = Json.read(
                store.find(StoreLayout.runPlan(completed().runId()))
                        .orElseThrow()
                        .content(),
                RunPlan.class);
        assertThat(plan.backboneHashes())
                .containsOnly(
                        entry("all-minilm-l6-v2", ScriptedLearner.sha256("all-minilm-l6-v2")),
                        entry("bge-small-en-v1.5", ScriptedLearner.sha256("bge-small-en-v1.5")));
        assertThat(plan.strategy()).isEqualTo(StrategyAdvisor.fusion(List.of("bge-small-en-v1.5")));
        Lineage lineage = Json.read(content(completed().model(), ModelFolder.LINEAGE_FILE), Lineage.class);
        assertThat(lineage.backboneNames()).containsExactly("all-minilm-l6-v2", "bge-small-en-v1.5");
        assertThat(lineage.fused())
                .extracting(Lineage.Backbone::sha256)
                .containsExactly(ScriptedLearner.sha256("bge-small-en-v1.5"));
    }

    private static final class MovingChampion implements ChampionSource {
        private int live = 4;

        @Override
        public Optional<LiveChampion> live(String task) {
            return Optional.of(version(task, live));
        }

        @Override
        public LiveChampion version(String task, int version) {
            ModelFolder model = new ModelFolder("s3://memory/champion/", List.of());
            return new LiveChampion(version, model, List.of(Task.DEFAULT_BACKBONE), Examples.LABELS, Set.of());
        }
    }

    private TrainerProcess process(String instance) {
        return process(instance, TrainerProcess.noChampion());
    }

    private TrainerProcess process(String instance, ChampionSource champions) {
        TrainerProcess process = new TrainerProcess(
                instance, store, clock, learner, new ScriptedFeatures().probes(clock), champions, events, disk);
        processes.add(process);
        return process;
    }

    private void startAnew() {
        clock = new ManualClock();
        store = new MemoryStore();
        learner = new ScriptedLearner();
        events = new HeardEvents(clock);
        prepared = Examples.prepared(store, Examples.task("intents", Examples.probe(EPOCHS)), ROWS);
    }

    /** Delivers until a delivery is acknowledged, each time to a process that was started anew. */
    private void deliverUntilDone(String when) {
        for (int delivery = 1; delivery <= 3; delivery++) {
            try {
                process("trainer-1").train(prepared);
                return;
            } catch (StoreException.Unavailable | IllegalStateException e) {
                assertThat(e).as(when).hasMessageContaining("away");
            } catch (RunFailed e) {
                throw new AssertionError(when, e);
            }
        }
        throw new AssertionError(when + ": no delivery was acknowledged");
    }

    private void assertOneEnd(String when) {
        assertThat(store.created().stream().filter(key -> key.matches("runs/[^/]+/manifest.json")))
                .as(when)
                .hasSize(1);
        assertThat(events.ids(RunCompleted.class)).as(when).hasSize(1);
        assertThat(events.ids(RunEpochCompleted.class)).as(when).hasSize(EPOCHS);
        ModelFolder model = completed().model();
        assertThat(model.files())
                .as(when)
                .allSatisfy(file ->
                        assertThat(Hashes.sha256(content(model, file.path()))).isEqualTo(file.sha256()));
    }

    private void failInEpoch(int epoch) {
        learner.duringEpoch(() -> {
            if (learner.epochsTrained().get(learner.epochsTrained().size() - 1) == epoch) {
                throw new IllegalStateException("killed");
            }
        });
    }

    private void train(TrainerProcess process) {
        try {
            process.train(prepared);
        } catch (RunFailed e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the run known by a try that dies before it has a plan. */
    private void runIdOfAnEarlierTry() {
        TrainerProcess dying = process("trainer-1");
        store.failAtCall(4, true);
        assertThatExceptionOfType(StoreException.Unavailable.class).isThrownBy(() -> dying.train(prepared));
        store.failAtCall(0, false);
    }

    private String runId() {
        return store.listFolders(StoreLayout.RUNS).get(0);
    }

    private RunCompleted completed() {
        return events.payloads(RunCompleted.class).get(0);
    }

    private RunAbandoned abandoned() {
        assertThat(events.payloads(RunAbandoned.class)).hasSize(1);
        assertThat(events.payloads(RunCompleted.class)).isEmpty();
        return events.payloads(RunAbandoned.class).get(0);
    }

    private byte[] content(ModelFolder model, String path) {
        String key = (model.uri() + path).substring("s3://memory/".length());
        return store.find(key).orElseThrow().content();
    }

    private StopRequest stop(RunStopRequested.Reason reason) {
        return new StopRequest(reason, "it cannot win", "the evaluator", clock.instant());
    }
}
