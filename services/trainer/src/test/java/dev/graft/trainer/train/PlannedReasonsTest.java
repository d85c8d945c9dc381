package dev.graft.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.task.Strategy;
import dev.graft.platform.json.Json;
import dev.graft.trainer.fixture.Examples;
import dev.graft.trainer.fixture.HeardEvents;
import dev.graft.trainer.fixture.ManualClock;
import dev.graft.trainer.fixture.MemoryStore;
import dev.graft.trainer.fixture.ScriptedFeatures;
import dev.graft.trainer.fixture.ScriptedLearner;
import dev.graft.trainer.fixture.TrainerProcess;
import dev.graft.trainer.plan.RunPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's plan says why it is that strategy, and what each label weighs. */
class PlannedReasonsTest {
    /** Of 180 deliveries and 15 payments to train on. */
    private static final Map<String, Double> BALANCED = Map.of("delivery", 195 / 360.0, "payment", 195 / 30.0);

    @TempDir
    Path disk;

    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore();
    private final ScriptedLearner learner = new ScriptedLearner();
    private final HeardEvents events = new HeardEvents(clock);
    private TrainerProcess process;

    @BeforeEach
    void start() {
        process = new TrainerProcess(
                "trainer-1",
                store,
                clock,
                learner,
                new ScriptedFeatures().probes(clock),
                TrainerProcess.noChampion(),
                events,
                disk);
    }

    @AfterEach
    void close() {
        process.close();
    }

    @Test
    void what_the_trainer_chose_has_the_advisors_reasons_with_their_figures() throws RunFailed {
        process.train(prepared(Strategy.AUTO));

        assertThat(plan().reasons()).hasSize(2);
        assertThat(reasons().get(0))
                .startsWith("97.5 rows a label suffice to fine-tune: the top 2 of 6 layers learn for 5 epochs");
        assertThat(reasons().get(1))
                .isEqualTo("The most frequent label has 182 rows, the rarest 13: rare labels weigh more in the loss.");
        assertThat(plan().classWeights()).isEqualTo(BALANCED);
    }

    @Test
    void what_the_task_declares_is_said_to_be_the_tasks() throws RunFailed {
        process.train(prepared(Examples.probe(3)));

        assertThat(plan().reasons())
                .containsExactly(
                        "The task declares the strategy linear-probe.",
                        "The task itself names batchSize, epochs, maxLength, patience.");
        assertThat(plan().classWeights()).isNull();
    }

    @Test
    void what_the_task_sets_against_the_advice_stands_behind_it() throws RunFailed {
        process.train(prepared(with(Strategy.KIND_AUTO, Map.of("loss", Map.of("balanced", false)))));

        assertThat(reasons()).last().isEqualTo("The task itself names loss.");
        assertThat(plan().classWeights()).isNull();
    }

    @Test
    void weights_that_the_task_names_stand_in_place_of_the_balanced_ones() throws RunFailed {
        Map<String, Object> loss = Map.of("balanced", true, "labelWeights", Map.of("payment", 3));

        process.train(prepared(with(Strategy.KIND_LINEAR_PROBE, Map.of("loss", loss))));

        assertThat(plan().classWeights()).isEqualTo(Map.of("delivery", 195 / 360.0, "payment", 3.0));
        assertThat(plan().weighedStrategy().hyperParameters().loss().labelWeights())
                .isEqualTo(plan().classWeights());
    }

    @Test
    void a_balanced_loss_weighs_nothing_where_sampling_evens_the_labels() throws RunFailed {
        process.train(prepared(
                with(Strategy.KIND_LINEAR_PROBE, Map.of("loss", Map.of("balanced", true), "sampling", "over"))));

        assertThat(plan().classWeights()).isNull();
    }

    @Test
    void weights_of_a_label_that_the_task_does_not_have_end_the_run_with_a_remedy() throws RunFailed {
        Map<String, Object> loss = Map.of("labelWeights", Map.of("refund", 3));

        process.train(prepared(with(Strategy.KIND_LINEAR_PROBE, Map.of("loss", loss))));

        assertThat(events.payloads(RunAbandoned.class).get(0).explanation())
                .contains("loss.labelWeights names 'refund'", "Remedy");
    }

    @Test
    void the_runs_view_and_the_models_lineage_have_both() throws RunFailed {
        process.train(prepared(Strategy.AUTO));

        RunPlan seen = process.runs.find(runId()).orElseThrow().plan();
        assertThat(seen).isEqualTo(plan());
        Lineage lineage = lineage();
        assertThat(lineage.reasons()).isEqualTo(plan().reasons());
        assertThat(lineage.classWeights()).isEqualTo(BALANCED);
    }

    @Test
    void a_plan_of_before_there_were_reasons_and_weights_is_followed_to_its_end() throws RunFailed {
        learner.duringEpoch(() -> {
            throw new IllegalStateException("killed");
        });
        Event<DatasetPrepared> prepared = prepared(Strategy.AUTO);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> process.train(prepared));
        ObjectNode old = Json.read(content(StoreLayout.runPlan(runId())), ObjectNode.class);
        old.remove(List.of("reasons", "classWeights"));
        store.put(StoreLayout.runPlan(runId()), Json.bytes(old), "application/json");
        learner.duringEpoch(() -> {});

        process.train(prepared);

        assertThat(events.payloads(RunCompleted.class)).hasSize(1);
        assertThat(plan().reasons()).isNull();
        assertThat(plan().classWeights()).isNull();
        assertThat(plan().weighedStrategy()).isEqualTo(plan().strategy());
        assertThat(lineage().classWeights()).isNull();
        assertThat(process.runs.find(runId()).orElseThrow().plan()).isEqualTo(plan());
    }

    private Event<DatasetPrepared> prepared(Strategy strategy) {
        return Examples.prepared(store, Examples.task("intents", strategy), rows());
    }

    private static List<DatasetRow> rows() {
        List<DatasetRow> rows = Examples.rows(600);
        return IntStream.range(0, rows.size())
                .filter(i -> i % 2 == 0 || i % 40 == 1 || i % 100 == 7)
                .mapToObj(rows::get)
                .toList();
    }

    private static Strategy with(String kind, @Nullable Map<String, Object> options) {
        return new Strategy(kind, null, null, null, null, null, null, null, null, null, null, options);
    }

    private List<String> reasons() {
        List<String> reasons = plan().reasons();
        return reasons == null ? List.of() : reasons;
    }

    private Lineage lineage() {
        String uri = events.payloads(RunCompleted.class).get(0).model().uri() + ModelFolder.LINEAGE_FILE;
        return Json.read(content(uri.substring("s3://memory/".length())), Lineage.class);
    }

    private String runId() {
        return store.listFolders(StoreLayout.RUNS).get(0);
    }

    private RunPlan plan() {
        return Json.read(content(StoreLayout.runPlan(runId())), RunPlan.class);
    }

    private byte[] content(String key) {
        return store.find(key).orElseThrow().content();
    }
}
