package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ModelPromoted;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A batch that nobody has labelled, of another domain: the next model is adapted to it, and takes the champion's place. */
class UnlabelledBatchTest {
    private static final List<String> FORMAL = List.of(
            "we await the consignment that your carrier has yet to hand over",
            "kindly state the whereabouts of the goods that were dispatched",
            "the bank has refused the sum that your firm demanded of us",
            "we object to the amount stated in the enclosed bill");

    private static Mesh mesh;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void a_batch_without_labels_makes_a_model_for_its_domain() throws Exception {
        // given
        String task = "letters";
        mesh.declare(task(task));
        mesh.announce(task, Rows.some(200, 71));
        Outcomes.awaitVerdicts(mesh, task, 1);
        assertThat(strategy(task, 0).path("kind").asText()).isEqualTo("fine-tune");
        assertThat(lineage(task, 0).path("reasons").toString()).contains("There are 0 training rows without labels");

        // when
        mesh.send(new BatchLabelled(task, null, null, letters(150), null, true));
        Outcomes.awaitVerdicts(mesh, task, 2);

        // then
        BatchAccepted accepted =
                mesh.tap().events(task, BatchAccepted.class).get(1).data();
        assertThat(accepted.rows().accepted()).isEqualTo(150);
        JsonNode report = json(accepted.report().uri());
        assertThat(report.path("labels")).isEmpty();
        assertThat(report.at("/checks/drift/drifted").asBoolean()).isTrue();

        assertThat(strategy(task, 1).path("kind").asText()).isEqualTo("domain-adaptation");
        assertThat(strategy(task, 1).path("alignment").asText()).isEqualTo("ADVERSARIAL");
        assertThat(lineage(task, 1).at("/data/batches").toString()).contains(accepted.batchId());

        ModelEvaluated verdict =
                mesh.tap().events(task, ModelEvaluated.class).get(1).data();
        assertThat(mesh.tap().events(task, ModelPromoted.class))
                .as(verdict.summary())
                .hasSize(2);
        assertThat(mesh.tap().events(task, ModelPromoted.class).get(1).correlationId())
                .isEqualTo(accepted.batchId());
    }

    private static Task task(String name) {
        Strategy adaptation = new Strategy(
                Strategy.KIND_DOMAIN_ADAPTATION,
                null,
                4,
                2,
                16,
                null,
                null,
                null,
                32,
                null,
                7L,
                Map.of("alignment", "ADVERSARIAL", "alignmentWeight", 0.3));
        Gate gate = new Gate(Gate.ACCURACY, 0.0, 0.5, 3, 0.0, null, 0.9, 0.2, null, null);
        return new Task(
                name,
                null,
                null,
                Task.TEXT,
                Rows.LABELS,
                Task.DEFAULT_BACKBONE,
                adaptation,
                gate,
                Trigger.AT_ONCE,
                new Split(0.2, 0.3));
    }

    private static List<BatchLabelled.Row> letters(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> BatchLabelled.Row.unlabelled(
                        "Dear sirs, with reference to file %d, %s. Yours faithfully".formatted(i, FORMAL.get(i % 4))))
                .toList();
    }

    private static JsonNode strategy(String task, int run) {
        return lineage(task, run).path("strategy");
    }

    private static JsonNode lineage(String task, int run) {
        ModelFolder model =
                mesh.tap().events(task, RunCompleted.class).get(run).data().model();
        return json(model.uri() + ModelFolder.LINEAGE_FILE);
    }

    private static JsonNode json(String uri) {
        String key = uri.substring(mesh.store().uri("").length());
        return Json.read(mesh.store().find(key).orElseThrow().content(), JsonNode.class);
    }
}
