package dev.graft.benchmarks.banking77;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.launcher.client.MeshRest;
import dev.graft.launcher.mesh.MeshPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A task's champion, asked over REST. */
final class PredictorClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 64;
    private static final long POLL_MILLIS = 200;

    private final MeshRest rest;
    private final String task;

    PredictorClient(MeshPlan plan, String task) {
        this.rest = new MeshRest("predictor", plan.address("predictor"), MeshRest.token(System.getenv()));
        this.task = task;
    }

    /** Returns when that version answers; {@link IOException} when it does not within the patience. */
    void awaitVersion(int version, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!serves(version)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("version " + version + " does not serve after " + patience.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private boolean serves(int version) throws IOException, InterruptedException {
        try {
            return rest.get("/models/" + task).path("version").asInt() == version;
        } catch (MeshRest.Refused e) {
            // 404: no version of this task has served yet.
            return false;
        }
    }

    /** The share of the rows whose most probable label is the right one; asked in batches of 64. */
    double accuracy(List<LabelledRow> rows) throws IOException, InterruptedException {
        int right = 0;
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<LabelledRow> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
            ObjectNode question = JSON.createObjectNode();
            batch.forEach(row -> question.withArray("texts").add(row.text()));
            JsonNode predictions = rest.post("/predict/" + task, question).path("predictions");
            for (int i = 0; i < batch.size(); i++) {
                String label = predictions.path(i).path("label").asText();
                right += label.equals(batch.get(i).category()) ? 1 : 0;
            }
        }
        return (double) right / rows.size();
    }

    /** All probabilities of up to 256 texts, over the Open Inference Protocol. */
    Probabilities probabilities(List<String> texts) throws IOException, InterruptedException {
        ObjectNode request = JSON.createObjectNode();
        ObjectNode input = request.putArray("inputs").addObject();
        input.put("name", "text").put("datatype", "BYTES");
        input.putArray("shape").add(texts.size());
        texts.forEach(input.putArray("data")::add);
        JsonNode answer = rest.post("/v2/models/" + task + "/infer", request);
        JsonNode flat = answer.path("outputs").path(1).path("data");
        int labels = flat.size() / texts.size();
        List<double[]> rows = new ArrayList<>();
        for (int row = 0; row < texts.size(); row++) {
            double[] values = new double[labels];
            for (int label = 0; label < labels; label++) {
                values[label] = flat.path(row * labels + label).asDouble();
            }
            rows.add(values);
        }
        return new Probabilities(answer.path("model_version").asInt(), rows);
    }

    /** One row a text, one value a label. */
    record Probabilities(int version, List<double[]> rows) {}
}
