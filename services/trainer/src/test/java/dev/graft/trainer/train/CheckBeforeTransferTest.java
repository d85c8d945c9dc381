package dev.graft.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.learning.train.PhaseName;
import dev.graft.learning.train.Progress;
import dev.graft.platform.json.Json;
import dev.graft.trainer.check.BackboneCheckReport;
import dev.graft.trainer.check.BackboneCheckReport.Verdict;
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

class CheckBeforeTransferTest {
    private static final String OTHER = ScriptedLearner.OTHER_BACKBONE;
    private static final Strategy PROBE = Examples.probe(2);

    @TempDir
    private Path disk;

    private final List<TrainerProcess> processes = new ArrayList<>();
    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore();
    private final ScriptedLearner learner = new ScriptedLearner();
    private final ScriptedFeatures features = new ScriptedFeatures();
    private final HeardEvents events = new HeardEvents(clock);

    @AfterEach
    void close() {
        processes.forEach(TrainerProcess::close);
    }

    @Test
    void a_task_that_leaves_its_backbone_open_gets_the_one_on_which_a_probe_does_best() throws RunFailed {
        features.telling(OTHER);

        process().train(prepared(Examples.choosing("intents", PROBE), 100));

        RunPlan plan = plan();
        BackboneCheckReport check = report(plan);
        assertThat(plan.backbone()).isEqualTo(OTHER).isEqualTo(check.backbone());
        assertThat(check.reason()).contains("2 backbones").contains("best on " + OTHER);
        assertThat(probes(check).candidates())
                .extracting(BackboneCheckReport.CheckedBackbone::name)
                .containsExactly(OTHER, Task.DEFAULT_BACKBONE);
        assertThat(probes(check).rows()).isEqualTo(60).isEqualTo(probes(check).trainRows());
        assertThat(check.warning()).isNull();
    }

    @Test
    void the_models_lineage_tells_what_the_check_showed() throws RunFailed {
        features.telling(OTHER);

        process().train(prepared(Examples.choosing("intents", PROBE), 100));

        Lineage lineage = Json.read(content(completed().model()), Lineage.class);
        assertThat(lineage.backbone().name()).isEqualTo(OTHER);
        assertThat(lineage.backboneCheck()).isEqualTo(plan().backboneCheck());
    }

    @Test
    void a_run_that_starts_from_the_champion_keeps_its_backbone() throws RunFailed {
        features.telling(OTHER);

        process(champion(Task.DEFAULT_BACKBONE)).train(prepared(Examples.choosing("intents", Strategy.AUTO), 100));

        RunPlan plan = plan();
        assertThat(plan.championVersion()).isEqualTo(4);
        assertThat(plan.backbone()).isEqualTo(Task.DEFAULT_BACKBONE);
        assertThat(report(plan).reason()).contains("version 4").contains("stays");
        assertThat(features.opened()).containsOnly(Task.DEFAULT_BACKBONE);
    }

    @Test
    void a_champion_whose_backbone_this_trainer_lacks_is_no_start() throws RunFailed {
        features.telling(OTHER);

        process(champion("gone")).train(prepared(Examples.choosing("intents", Strategy.AUTO), 100));

        assertThat(plan().championVersion()).isNull();
        assertThat(plan().backbone()).isEqualTo(OTHER);
    }

    @Test
    void with_too_few_rows_the_default_is_taken_and_the_reason_told() throws RunFailed {
        features.telling(OTHER);

        process().train(prepared(Examples.choosing("intents", PROBE), 30));

        BackboneCheckReport check = report(plan());
        assertThat(plan().backbone()).isEqualTo(Task.DEFAULT_BACKBONE);
        assertThat(check.skipped()).contains("18 training rows are too few");
        assertThat(check.reason()).contains("no probe can choose");
        assertThat(check.probes()).isNull();
        assertThat(features.opened()).isEmpty();
    }

    @Test
    void a_backbone_that_makes_the_task_harder_is_a_warning_that_a_person_sees() throws RunFailed {
        TrainerProcess process = process();

        process.train(prepared(Examples.task("intents", PROBE), 100));

        BackboneCheckReport check = report(plan());
        RunView view = process.runs.find(completed().runId()).orElseThrow();
        assertThat(check.reason()).isEqualTo("The task names it.");
        assertThat(probes(check).candidates())
                .extracting(BackboneCheckReport.CheckedBackbone::transfer)
                .containsExactly(Verdict.HURTS);
        assertThat(check.summary()).contains("makes this task harder");
        assertThat(view.warnings())
                .singleElement()
                .asString()
                .startsWith("Negative transfer:")
                .contains("Remedy");
        assertThat(Json.tree(view)
                        .at("/plan/backboneCheck/probes/candidates/0/transfer")
                        .asText())
                .isEqualTo("hurts");
    }

    @Test
    void a_crash_between_check_and_training_does_not_check_twice() throws RunFailed {
        features.telling(OTHER);
        Event<DatasetPrepared> prepared = prepared(Examples.choosing("intents", PROBE), 100);
        learner.duringEpoch(() -> {
            throw new IllegalStateException("killed");
        });
        TrainerProcess dying = process();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> dying.train(prepared));
        learner.duringEpoch(() -> {});
        int computed = features.computed().size();
        features.telling(Task.DEFAULT_BACKBONE);

        process().train(prepared);

        assertThat(features.computed()).hasSize(computed);
        assertThat(plan().backbone()).isEqualTo(OTHER);
        assertThat(completed().model().uri())
                .contains(StoreLayout.runAttempt(completed().runId(), 2));
    }

    @Test
    void a_trainer_that_dies_within_the_check_leaves_no_half_choice() throws RunFailed {
        features.telling(OTHER);
        Event<DatasetPrepared> prepared = prepared(Examples.choosing("intents", PROBE), 100);
        features.duringRows(() -> {
            throw new IllegalStateException("killed");
        });
        TrainerProcess dying = process();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> dying.train(prepared));
        features.duringRows(() -> {});

        process().train(prepared);

        assertThat(plan().backbone()).isEqualTo(OTHER);
    }

    @Test
    void whoever_loses_the_lease_within_the_check_follows_the_others_choice() throws RunFailed {
        features.telling(OTHER);
        Event<DatasetPrepared> prepared = prepared(Examples.choosing("intents", PROBE), 100);
        TrainerProcess second = process("trainer-2", TrainerProcess.noChampion());
        features.duringRows(() -> {
            features.duringRows(() -> {});
            clock.advance(TrainerProcess.LEASE);
            train(second, prepared);
        });

        process().train(prepared);

        assertThat(events.ids(RunCompleted.class)).hasSize(1);
        assertThat(completed().model().uri())
                .contains(StoreLayout.runAttempt(completed().runId(), 2));
    }

    @Test
    void a_run_that_is_asked_to_stop_while_its_backbone_is_checked_is_not_trained() throws RunFailed {
        TrainerProcess process = process();
        features.duringRows(() -> process.stops.request(
                runId(),
                new StopRequest(RunStopRequested.Reason.CANCELLED, "wrong batch", "a person", clock.instant())));

        process.train(prepared(Examples.task("intents", PROBE), 100));

        RunAbandoned end = events.payloads(RunAbandoned.class).get(0);
        assertThat(end.reason()).isEqualTo(RunAbandoned.Reason.CANCELLED);
        assertThat(end.explanation()).contains("wrong batch");
        assertThat(end.epochs()).isZero();
        assertThat(learner.epochsTrained()).isEmpty();
        assertThat(process.runs.find(end.runId())).map(RunView::plan).isEmpty();
    }

    @Test
    void the_check_is_visible_as_a_phase_of_the_run() throws RunFailed {
        TrainerProcess process = process();
        List<RunView> seen = new ArrayList<>();
        features.duringRows(() -> process.runs.find(runId()).ifPresent(seen::add));

        process.train(prepared(Examples.task("intents", PROBE), 100));

        assertThat(seen).hasSize(2).extracting(RunView::state).containsOnly(RunView.State.RUNNING);
        assertThat(seen.get(0).plan()).isNull();
        Progress progress = seen.get(1).progress();
        assertThat(progress).isNotNull();
        assertThat(progress.phase()).isEqualTo(PhaseName.CHECK);
        assertThat(progress.percent()).isCloseTo(100 * 32 / 60.0, within(1e-9));
    }

    private Event<DatasetPrepared> prepared(Task task, int rows) {
        return Examples.prepared(store, task, Examples.rows(rows));
    }

    private TrainerProcess process() {
        return process(TrainerProcess.noChampion());
    }

    private TrainerProcess process(ChampionSource champions) {
        return process("trainer-1", champions);
    }

    private TrainerProcess process(String instance, ChampionSource champions) {
        TrainerProcess process =
                new TrainerProcess(instance, store, clock, learner, features.probes(clock), champions, events, disk);
        processes.add(process);
        return process;
    }

    private static ChampionSource champion(String backbone) {
        return new ChampionSource() {
            @Override
            public Optional<LiveChampion> live(String task) {
                return Optional.of(version(task, 4));
            }

            @Override
            public LiveChampion version(String task, int version) {
                ModelFolder model = new ModelFolder("s3://memory/champion/", List.of());
                return new LiveChampion(version, model, List.of(backbone), Examples.LABELS, Set.of());
            }
        };
    }

    private static void train(TrainerProcess process, Event<DatasetPrepared> prepared) {
        try {
            process.train(prepared);
        } catch (RunFailed e) {
            throw new IllegalStateException(e);
        }
    }

    private String runId() {
        return store.listFolders(StoreLayout.RUNS).get(0);
    }

    private RunCompleted completed() {
        return events.payloads(RunCompleted.class).get(0);
    }

    private RunPlan plan() {
        return Json.read(store.find(StoreLayout.runPlan(runId())).orElseThrow().content(), RunPlan.class);
    }

    private static BackboneCheckReport report(RunPlan plan) {
        return Optional.ofNullable(plan.backboneCheck()).orElseThrow();
    }

    private static BackboneCheckReport.Probes probes(BackboneCheckReport check) {
        return Optional.ofNullable(check.probes()).orElseThrow();
    }

    private byte[] content(ModelFolder model) {
        String key = (model.uri() + ModelFolder.LINEAGE_FILE).substring("s3://memory/".length());
        return store.find(key).orElseThrow().content();
    }
}
