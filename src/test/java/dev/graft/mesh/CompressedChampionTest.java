package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A champion is compressed: a student of two layers takes its place because it is quicker and surely hardly worse. */
class CompressedChampionTest {
    private static Mesh mesh;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void a_student_takes_the_champions_place_under_a_limit_of_latency() throws Exception {
        // given
        String task = "compressed";
        Strategy whole = new Strategy(
                Strategy.KIND_FINE_TUNE, Strategy.WARM_START_FRESH, 4, 3, 16, 3e-4, null, null, 32, 3, 7L, null);
        mesh.declare(task(task, whole, new Gate(Gate.ACCURACY, 0.0, 0.5, 3, 0.0, null).withConfidence(0)));
        mesh.announce(task, Rows.some(300, 61));
        Outcomes.awaitVerdicts(mesh, task, 1);

        // when
        Strategy student = new Strategy(
                Strategy.KIND_DISTILLATION, null, null, 4, 16, null, null, null, 32, null, 7L, Map.of("layers", 2));
        Gate quicker = new Gate(Gate.ACCURACY, 0.0, 0.5, 3, 0.0, null, 0.95, 0.1, 0.9, 0.8);
        mesh.declare(task(task, student, quicker));
        mesh.announce(task, Rows.some(60, 62));
        Outcomes.awaitVerdicts(mesh, task, 2);

        // then
        ModelEvaluated verdict =
                mesh.tap().events(task, ModelEvaluated.class).get(1).data();
        assertThat(mesh.tap().events(task, ModelPromoted.class))
                .as(verdict.summary())
                .hasSize(2);
        assertThat(verdict.rules())
                .filteredOn(rule -> rule.rule().equals("latency") || rule.rule().equals("size"))
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.sentence()).contains("within the limit"));
        ModelFolder model =
                mesh.tap().events(task, RunCompleted.class).get(1).data().model();
        assertThat(json(model.uri() + "config.json").path("num_hidden_layers").asInt())
                .isEqualTo(2);
        JsonNode lineage = json(model.uri() + ModelFolder.LINEAGE_FILE);
        assertThat(lineage.at("/strategy/kind").asText()).isEqualTo("distillation");
        assertThat(lineage.path("championVersion").asInt()).isEqualTo(1);
        mesh.tap()
                .awaitTrue(
                        "an answer of the student",
                        () -> answer(task).path("version").asInt() == 2,
                        Outcomes.PATIENCE);
    }

    @Test
    void without_a_champion_there_is_nobody_to_learn_from() throws Exception {
        String task = "nobody-to-imitate";
        mesh.declare(task(
                task,
                Strategy.ofKind(Strategy.KIND_DISTILLATION),
                new Gate(Gate.ACCURACY, 0.0, 0.5, 3, 0.0, null).withConfidence(0)));
        mesh.announce(task, Rows.some(40, 63));

        Outcomes.awaitEnds(mesh, task, 1, Outcomes.PATIENCE);
        RunAbandoned end = mesh.tap().events(task, RunAbandoned.class).get(0).data();
        assertThat(end.reason()).isEqualTo(RunAbandoned.Reason.FAILED);
        assertThat(end.explanation()).contains("A distillation learns from the champion", "Remedy");
    }

    private static Task task(String name, Strategy strategy, Gate gate) {
        return new Task(
                name,
                null,
                null,
                Task.TEXT,
                Rows.LABELS,
                Task.DEFAULT_BACKBONE,
                strategy,
                gate,
                Trigger.AT_ONCE,
                new Split(0.2, 0.3));
    }

    private static JsonNode json(String uri) {
        String key = uri.substring(mesh.store().uri("").length());
        return Json.read(mesh.store().find(key).orElseThrow().content(), JsonNode.class);
    }

    private static JsonNode answer(String task) {
        try {
            String body = mesh.post("predictor", "/predict/" + task, "{\"text\": \"where is my parcel\"}")
                    .body();
            return Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
