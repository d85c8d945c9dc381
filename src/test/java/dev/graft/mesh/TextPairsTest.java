package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.document.Evaluation;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A file of pairs becomes a model that answers pairs, in each way in which the predictor can be asked. */
class TextPairsTest {
    private static final String TASK = "about-the-same";

    private static Mesh mesh;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void pairs_are_learnt_from_judged_and_answered() throws Exception {
        mesh.declare(new Task(
                TASK,
                null,
                null,
                Task.TEXT_PAIR,
                List.of("same", "other"),
                Task.DEFAULT_BACKBONE,
                new Strategy(
                        Strategy.KIND_FINE_TUNE,
                        Strategy.WARM_START_FRESH,
                        3,
                        3,
                        16,
                        3e-4,
                        null,
                        null,
                        32,
                        3,
                        7L,
                        null),
                new Gate(Gate.ACCURACY, 0.0, 0.5, 3, 0.0, null).withConfidence(0),
                Trigger.AT_ONCE,
                new Split(0.2, 0.3)));

        announce("question,other question,verdict\n" + pairs(Rows.some(320, 51)) + "alone,,same\n");
        Outcomes.awaitVerdicts(mesh, TASK, 1);

        BatchAccepted accepted =
                mesh.tap().events(TASK, BatchAccepted.class).get(0).data();
        assertThat(accepted.rows().quarantined()).isEqualTo(1);
        assertThat(mesh.get("data-prep", "/tasks/" + TASK + "/batches/" + accepted.batchId() + "/report")
                        .body())
                .contains("text-blank", "the second text shows nothing");
        ModelFolder model =
                mesh.tap().events(TASK, RunCompleted.class).get(0).data().model();
        assertThat(new String(bytes(model.uri() + ModelFolder.LINEAGE_FILE), StandardCharsets.UTF_8))
                .contains("{\"name\":\"text\",\"datatype\":\"BYTES\"", "{\"name\":\"textPair\",\"datatype\":\"BYTES\"");
        ModelEvaluated evaluated =
                mesh.tap().events(TASK, ModelEvaluated.class).get(0).data();
        Evaluation evaluation = Json.read(bytes(evaluated.evaluation().uri()), Evaluation.class);
        assertThat(evaluation.slices())
                .filteredOn(slice -> slice.name().equals("all"))
                .allSatisfy(slice -> assertThat(slice.challenger().accuracy())
                        .as("chance is one half")
                        .isGreaterThan(0.75));

        mesh.tap().awaitTrue("an answer", () -> ask(pair()).statusCode() == 200, Outcomes.PATIENCE);
        JsonNode plain = body(ask(pair()));
        JsonNode open = body(mesh.post("predictor", "/v2/models/" + TASK + "/infer", tensors()));
        assertThat(open.at("/outputs/0/data/0").asText())
                .isEqualTo(plain.at("/predictions/0/label").asText());
        assertThat(body(mesh.get("predictor", "/v2/models/" + TASK)).path("inputs"))
                .extracting(input -> input.path("name").asText())
                .containsExactly("text", "textPair");
        HttpResponse<String> refused = ask("{\"text\": \"where is my parcel\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("pairs of texts", "textPair");
    }

    /** Each row with another one: about the same where they have one label. */
    private static String pairs(List<BatchLabelled.Row> rows) {
        StringBuilder csv = new StringBuilder();
        Random random = new Random(7);
        for (BatchLabelled.Row one : rows) {
            BatchLabelled.Row other = rows.get(random.nextInt(rows.size()));
            csv.append("%s,%s,%s\n"
                    .formatted(one.text(), other.text(), one.label().equals(other.label()) ? "same" : "other"));
        }
        return csv.toString();
    }

    private static String pair() {
        return "{\"text\": \"where is my parcel today\", \"textPair\": \"the courier has not come, order\"}";
    }

    private static String tensors() {
        return Json.tree(Map.of(
                        "inputs",
                        List.of(
                                tensor("textPair", "the courier has not come, order"),
                                tensor("text", "where is my parcel today"))))
                .toString();
    }

    private static Map<String, Object> tensor(String name, String value) {
        return Map.of("name", name, "datatype", "BYTES", "shape", List.of(1), "data", List.of(value));
    }

    private static void announce(String csv) {
        ObjectRef object = mesh.store().put("inbox/pairs.csv", csv.getBytes(StandardCharsets.UTF_8), "text/csv");
        Map<String, String> columns = Map.of("text", "question", "textPair", "other question", "label", "verdict");
        mesh.send(new BatchLabelled(
                TASK, null, new BatchLabelled.Source(object.uri(), object.sha256(), "csv", null, columns), null));
    }

    private static byte[] bytes(String uri) {
        String key = uri.substring(mesh.store().uri("").length());
        return mesh.store().find(key).orElseThrow().content();
    }

    private static JsonNode body(HttpResponse<String> response) {
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static HttpResponse<String> ask(String question) {
        try {
            return mesh.post("predictor", "/predict/" + TASK, question);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
