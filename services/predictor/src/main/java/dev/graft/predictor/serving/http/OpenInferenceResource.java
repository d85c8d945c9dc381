package dev.graft.predictor.serving.http;

import dev.graft.predictor.serving.question.InvalidInput;
import dev.graft.contracts.task.Task;
import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import dev.graft.platform.json.Json;
import dev.graft.predictor.serving.AnswerRequest;
import dev.graft.predictor.serving.AnswerRequest.Table;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.UnreadableInput;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The Open Inference Protocol, version 2, over REST: text in as a BYTES tensor of shape [n], or images as
 * their files in Base64, or rows as {@link InferRows} takes them, label (BYTES [n]) and probabilities (FP32 [n, labels]) out. Errors are {@code {"error": …}}, as the protocol has it.
 */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class OpenInferenceResource {
    private final AnswerRequest answers;
    private final ServedModels served;
    private final AnswerTimes times;

    public OpenInferenceResource(AnswerRequest answers, ServedModels served, AnswerTimes times) {
        this.answers = answers;
        this.served = served;
        this.times = times;
    }

    /** A tensor of the protocol. */
    public record Tensor(
            @Nullable String name,
            @Nullable List<Long> shape,
            @Nullable String datatype,
            @Nullable List<?> data) {}

    /** The protocol's inference request. */
    public record InferRequest(
            @Nullable String id,
            @Nullable List<Tensor> inputs,
            @Nullable Map<String, @Nullable Object> parameters) {}

    @GET
    public Map<String, Object> server() {
        return Map.of("name", "graft-predictor", "version", "2", "extensions", List.of());
    }

    @GET
    @Path("health/live")
    public Map<String, Object> live() {
        return Map.of("live", true);
    }

    /** A model that cannot serve does not take the others out of service: it has a readiness of its own. */
    @GET
    @Path("health/ready")
    public Map<String, Object> ready() {
        return Map.of("ready", true);
    }

    @GET
    @Path("models/{model}")
    public RestResponse<Map<String, Object>> metadata(@PathParam("model") String task) {
        return served.find(task)
                .map(model -> RestResponse.<Map<String, Object>>ok(Map.of(
                        "name", task,
                        "versions", List.of(Integer.toString(model.version())),
                        "platform", "graft-" + model.modality() + "-classification",
                        "inputs", List.of(input(model)),
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

    private static Tensor input(ServedModel model) {
        return model.modality().equals(Task.TABULAR)
                ? new Tensor(InferRows.ALL, List.of(-1L, (long) model.columns().size()), "FP64", null)
                : new Tensor(model.modality(), List.of(-1L), "BYTES", null);
    }

    @GET
    @Path("models/{model}/ready")
    public RestResponse<Map<String, Object>> modelReady(@PathParam("model") String task) {
        return served.find(task).isPresent() ? RestResponse.ok(Map.of("name", task, "ready", true)) : unknown(task);
    }

    /** The media type is not looked at: common clients of the protocol send none. */
    @POST
    @Path("models/{model}/infer")
    @NeedsRole(Role.READER)
    @Consumes(MediaType.WILDCARD)
    public RestResponse<Map<String, Object>> infer(@PathParam("model") String task, byte[] body) {
        try {
            InferRequest request = Json.mapper().readValue(body, InferRequest.class);
            ServedModel model = served.find(task).orElse(null);
            if (model == null) {
                return unknown(task);
            }
            List<Input> inputs = InferInput.of(request, model.modality(), model.columns());
            String id = request.id() == null ? "" : request.id();
            return times.time(task, () -> answers.table(task, inputs))
                    .map(timed -> answered(task, id, timed.answer()))
                    .orElseGet(() -> unknown(task));
        } catch (IOException e) {
            return error(
                    400,
                    "the request is not readable as JSON; tensors in binary form are not taken (extension binary_tensor_data)");
        } catch (InvalidInput | UnreadableInput e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (AnswerRequest.Overloaded e) {
            return error(503, "more requests are waiting than can be answered in time");
        }
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

    private static RestResponse<Map<String, Object>> unknown(String task) {
        return error(404, "there is no model '" + task + "' in service");
    }

    private static RestResponse<Map<String, Object>> error(int status, String message) {
        return RestResponse.status(RestResponse.Status.fromStatusCode(status), Map.of("error", message));
    }
}
