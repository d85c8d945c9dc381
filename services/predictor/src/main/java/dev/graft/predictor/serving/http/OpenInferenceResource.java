package dev.graft.predictor.serving.http;

import dev.graft.predictor.serving.AnswerRequest;
import dev.graft.predictor.serving.AnswerRequest.Table;
import dev.graft.predictor.serving.ServedModels;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The Open Inference Protocol, version 2, over REST: text in as a BYTES tensor of shape [n], label (BYTES [n]) and
 * probabilities (FP32 [n, labels]) out. Errors are {@code {"error": …}}, as the protocol has it.
 */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class OpenInferenceResource {
    private static final int MAX_TEXTS = 256;

    private final AnswerRequest answers;
    private final ServedModels served;

    public OpenInferenceResource(AnswerRequest answers, ServedModels served) {
        this.answers = answers;
        this.served = served;
    }

    /** A tensor of the protocol. */
    public record Tensor(
            String name,
            List<Long> shape,
            String datatype,
            @Nullable List<?> data) {}

    /** The protocol's inference request. */
    public record InferRequest(
            @Nullable String id, @Nullable List<Tensor> inputs) {}

    @GET
    public Map<String, Object> server() {
        return Map.of("name", "graft-predictor", "version", "2", "extensions", List.of());
    }

    @GET
    @Path("health/live")
    public Map<String, Object> live() {
        return Map.of("live", true);
    }

    @GET
    @Path("health/ready")
    public RestResponse<Map<String, Object>> ready() {
        boolean ready = served.failures().isEmpty();
        return RestResponse.status(
                ready ? RestResponse.Status.OK : RestResponse.Status.SERVICE_UNAVAILABLE, Map.of("ready", ready));
    }

    @GET
    @Path("models/{model}")
    public RestResponse<Map<String, Object>> metadata(@PathParam("model") String task) {
        return served.find(task)
                .map(model -> RestResponse.<Map<String, Object>>ok(Map.of(
                        "name", task,
                        "versions", List.of(Integer.toString(model.version())),
                        "platform", "graft-text-classification",
                        "inputs", List.of(new Tensor("text", List.of(-1L), "BYTES", null)),
                        "outputs",
                                List.of(
                                        new Tensor("label", List.of(-1L), "BYTES", null),
                                        new Tensor(
                                                "probabilities",
                                                List.of(-1L, (long)
                                                        model.labels().size()),
                                                "FP32",
                                                null)))))
                .orElseGet(() -> unknown(task));
    }

    @GET
    @Path("models/{model}/ready")
    public RestResponse<Map<String, Object>> modelReady(@PathParam("model") String task) {
        return served.find(task).isPresent() ? RestResponse.ok(Map.of("name", task, "ready", true)) : unknown(task);
    }

    @POST
    @Path("models/{model}/infer")
    public RestResponse<Map<String, Object>> infer(@PathParam("model") String task, @Nullable InferRequest request) {
        List<String> texts = texts(request);
        if (texts.isEmpty()) {
            return error(400, "send one input 'text', datatype BYTES, shape [n] with 1 to " + MAX_TEXTS + " texts");
        }
        String id = request == null || request.id() == null ? "" : request.id();
        return answers.table(task, texts)
                .map(table -> answered(task, id, table))
                .orElseGet(() -> unknown(task));
    }

    private static RestResponse<Map<String, Object>> answered(String task, String id, Table table) {
        List<String> labels = new ArrayList<>();
        List<Float> flat = new ArrayList<>();
        for (float[] row : table.probabilities()) {
            int best = 0;
            for (int column = 0; column < row.length; column++) {
                flat.add(row[column]);
                best = row[column] > row[best] ? column : best;
            }
            labels.add(table.labels().get(best));
        }
        long rows = table.probabilities().length;
        return RestResponse.ok(Map.of(
                "model_name",
                task,
                "model_version",
                Integer.toString(table.version()),
                "id",
                id,
                "outputs",
                List.of(
                        new Tensor("label", List.of(rows), "BYTES", labels),
                        new Tensor(
                                "probabilities",
                                List.of(rows, (long) table.labels().size()),
                                "FP32",
                                flat))));
    }

    private static List<String> texts(@Nullable InferRequest request) {
        if (request == null || request.inputs() == null || request.inputs().size() != 1) {
            return List.of();
        }
        Tensor input = request.inputs().get(0);
        if (!"BYTES".equals(input.datatype())
                || input.data() == null
                || input.data().size() > MAX_TEXTS) {
            return List.of();
        }
        boolean strings = input.data().stream().allMatch(String.class::isInstance);
        return strings ? input.data().stream().map(String.class::cast).toList() : List.of();
    }

    private static RestResponse<Map<String, Object>> unknown(String task) {
        return error(404, "there is no model '" + task + "' in service");
    }

    private static RestResponse<Map<String, Object>> error(int status, String message) {
        return RestResponse.status(RestResponse.Status.fromStatusCode(status), Map.of("error", message));
    }
}
