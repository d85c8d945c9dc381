package dev.graft.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.TrainingData;
import dev.graft.platform.json.Json;
import dev.graft.trainer.fixture.Examples;
import dev.graft.trainer.fixture.HeardEvents;
import dev.graft.trainer.fixture.ManualClock;
import dev.graft.trainer.fixture.MemoryStore;
import dev.graft.trainer.fixture.ScriptedFeatures;
import dev.graft.trainer.fixture.ScriptedLearner;
import dev.graft.trainer.fixture.TrainerProcess;
import dev.graft.trainer.plan.ChampionSource;
import dev.graft.trainer.plan.LiveChampion;
import dev.graft.trainer.plan.Replay;
import dev.graft.trainer.plan.RunPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run from the champion learns from all new rows and from as many known ones as its task wants. */
class ReplayedRunTest {
    /** Sixty training rows that the champion knows, and thirty new ones. */
    private static final List<DatasetRow> ROWS = rows();

    @TempDir
    Path disk;

    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore();
    private final ScriptedLearner learner = new ScriptedLearner();
    private final HeardEvents events = new HeardEvents(clock);

    @Test
    void without_a_bound_it_learns_from_all_rows_in_their_order_and_its_plan_says_so() throws RunFailed {
        train(null, Set.of("batch-1"));

        assertThat(plan().replay()).isEqualTo(new Replay(HyperParameters.USUAL_REPLAY, 30, 60, 60));
        assertThat(texts(data().train())).isEqualTo(texts(ROWS, Split.TRAIN));
        assertThat(data().earlier()).isEmpty();
    }

    @Test
    void with_a_bound_it_learns_from_all_new_rows_and_a_sample_of_the_others_by_label() throws RunFailed {
        train(Map.of("replay", 10), Set.of("batch-1"));

        assertThat(plan().replay()).isEqualTo(new Replay(10, 30, 60, 10));
        assertThat(data().train()).hasSize(40);
        assertThat(data().train().stream().filter(row -> row.label().equals("delivery")))
                .hasSize(20);
        assertThat(texts(data().train())).containsAll(texts(ROWS.subList(100, 150), Split.TRAIN));
        assertThat(texts(data().validation())).isEqualTo(texts(ROWS, Split.VALIDATION));
        String json = new String(
                store.find(StoreLayout.runPlan(runId())).orElseThrow().content(), StandardCharsets.UTF_8);
        assertThat(json).contains("\"replay\":{\"limit\":10,\"newRows\":30,\"knownRows\":60,\"replayedRows\":10}");
    }

    @Test
    void each_attempt_learns_from_the_same_rows() throws RunFailed {
        learner.duringEpoch(() -> {
            if (learner.data().size() == 1) {
                throw new IllegalStateException("killed");
            }
        });
        try {
            train(Map.of("replay", 10), Set.of("batch-1"));
        } catch (IllegalStateException e) {
            train(Map.of("replay", 10), Set.of("batch-1"));
        }

        assertThat(learner.data()).hasSize(2);
        assertThat(learner.data().get(1)).isEqualTo(learner.data().get(0));
    }

    @Test
    void where_each_pass_draws_its_own_share_the_sample_is_what_it_draws_from() throws RunFailed {
        train(Map.of("replay", 20, "replayShare", 0.5), Set.of("batch-1"));

        assertThat(texts(data().train())).isEqualTo(texts(ROWS.subList(100, 150), Split.TRAIN));
        assertThat(data().earlier()).hasSize(20);
    }

    @Test
    void class_weights_are_counted_over_the_rows_of_every_pass_replayed_ones_included() throws RunFailed {
        Map<String, Object> options = Map.of("replay", 10, "loss", Map.of("balanced", true));

        train(options, Set.of("batch-1"), unevenLately());

        assertThat(data().train()).hasSize(28);
        assertThat(plan().classWeights()).isEqualTo(Map.of("delivery", 28 / 40.0, "payment", 28 / 16.0));
    }

    @Test
    void class_weights_leave_out_rows_of_which_each_pass_draws_its_share() throws RunFailed {
        Map<String, Object> options = Map.of("replay", 10, "replayShare", 0.5, "loss", Map.of("balanced", true));

        train(options, Set.of("batch-1"), unevenLately());

        assertThat(data().train()).hasSize(18);
        assertThat(plan().classWeights()).isEqualTo(Map.of("delivery", 18 / 30.0, "payment", 18 / 6.0));
    }

    /** All rows that the champion knows; of the new ones to train on, fifteen deliveries and three payments. */
    private static List<DatasetRow> unevenLately() {
        return IntStream.range(0, ROWS.size())
                .filter(i -> i < 100 || i % 2 == 0 || i % 20 == 1)
                .mapToObj(ROWS::get)
                .toList();
    }

    @Test
    void a_run_from_the_bare_backbone_learns_from_all_rows() throws RunFailed {
        train(Map.of("replay", 0), null);

        assertThat(plan().replay()).isNull();
        assertThat(data().train()).hasSize(90);
    }

    @Test
    void a_run_without_new_rows_and_without_replay_ends_with_a_remedy() throws RunFailed {
        train(Map.of("replay", 0), Set.of("batch-1", "batch-2"));

        assertThat(events.payloads(RunAbandoned.class).get(0).explanation()).contains("larger replay");
    }

    private void train(@Nullable Map<String, Object> options, @Nullable Set<String> knownBatches) throws RunFailed {
        train(options, knownBatches, ROWS);
    }

    private void train(@Nullable Map<String, Object> options, @Nullable Set<String> knownBatches, List<DatasetRow> rows)
            throws RunFailed {
        Strategy strategy = new Strategy(
                Strategy.KIND_LINEAR_PROBE,
                Strategy.WARM_START_CHAMPION,
                null,
                2,
                8,
                null,
                null,
                null,
                32,
                2,
                7L,
                options);
        try (TrainerProcess process = new TrainerProcess(
                "trainer-1",
                store,
                clock,
                learner,
                new ScriptedFeatures().probes(clock),
                knownBatches == null ? TrainerProcess.noChampion() : champion(knownBatches),
                events,
                disk)) {
            process.train(Examples.prepared(store, Examples.task("intents", strategy), rows));
        }
    }

    private static ChampionSource champion(Set<String> batches) {
        return new ChampionSource() {
            @Override
            public Optional<LiveChampion> live(String task) {
                return Optional.of(version(task, 4));
            }

            @Override
            public LiveChampion version(String task, int version) {
                ModelFolder model = new ModelFolder("s3://memory/champion/", List.of());
                return new LiveChampion(version, model, List.of(Task.DEFAULT_BACKBONE), Examples.LABELS, batches);
            }
        };
    }

    private static List<DatasetRow> rows() {
        List<DatasetRow> rows = new ArrayList<>();
        for (DatasetRow row : Examples.rows(150)) {
            String batch = rows.size() < 100 ? "batch-1" : "batch-2";
            rows.add(new DatasetRow(row.rowId(), row.text(), row.label(), row.split(), batch));
        }
        return rows;
    }

    private TrainingData data() {
        return learner.data().get(0);
    }

    private static List<String> texts(List<LabelledText> rows) {
        return rows.stream().map(row -> row.input().text()).toList();
    }

    private static List<String> texts(List<DatasetRow> rows, String split) {
        return rows.stream()
                .filter(row -> row.split().equals(split))
                .map(DatasetRow::text)
                .toList();
    }

    private String runId() {
        return store.listFolders(StoreLayout.RUNS).get(0);
    }

    private RunPlan plan() {
        return Json.read(store.find(StoreLayout.runPlan(runId())).orElseThrow().content(), RunPlan.class);
    }
}
