package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A batch in which one label is rare: the run weighs it more, by itself, and says so. */
class ImbalancedBatchTest {
    private static final String TASK = "rarely-about-money";

    private static Mesh mesh;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void a_rare_label_weighs_more_and_the_run_says_why() throws Exception {
        Strategy shorter = new Strategy(
                Strategy.KIND_AUTO,
                Strategy.WARM_START_FRESH,
                5,
                1,
                16,
                null,
                null,
                null,
                32,
                null,
                7L,
                Map.of("headWarmup", Map.of("passes", 3)));
        mesh.declare(new Task(
                TASK,
                null,
                null,
                Task.TEXT,
                Rows.LABELS,
                Task.DEFAULT_BACKBONE,
                shorter,
                new Gate(Gate.ACCURACY, 0.0, 0.5, 3, 0.0, null).withConfidence(0),
                Trigger.AT_ONCE,
                new Split(0.2, 0.2)));

        mesh.announce(TASK, uneven());
        Outcomes.awaitVerdicts(mesh, TASK, 1);

        ModelFolder model =
                mesh.tap().events(TASK, RunCompleted.class).get(0).data().model();
        JsonNode lineage = json(model.uri() + ModelFolder.LINEAGE_FILE);
        assertThat(lineage.path("reasons").toString()).contains("the rarest", "rare labels weigh more in the loss");
        assertThat(lineage.at("/classWeights/payment").asDouble())
                .isGreaterThan(4 * lineage.at("/classWeights/delivery").asDouble());
        assertThat(lineage.at("/strategy/hyperParameters/loss/balanced").asBoolean())
                .isTrue();
    }

    /** Of the rare label one row to fifteen others. */
    private static List<BatchLabelled.Row> uneven() {
        List<BatchLabelled.Row> rows = Rows.some(360, 66);
        return Stream.concat(
                        rows.stream()
                                .filter(row -> row.label().equals("delivery"))
                                .limit(180),
                        rows.stream()
                                .filter(row -> row.label().equals("payment"))
                                .limit(12))
                .toList();
    }

    private static JsonNode json(String uri) {
        String key = uri.substring(mesh.store().uri("").length());
        return Json.read(mesh.store().find(key).orElseThrow().content(), JsonNode.class);
    }
}
