package dev.graft.predictor.serving.http;

import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import dev.graft.predictor.serving.AnswerRequest;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.UnreadableInput;
import dev.graft.predictor.serving.inference.InferAnswer;
import dev.graft.predictor.serving.inference.InferInput;
import dev.graft.predictor.serving.inference.InferRequest;
import dev.graft.predictor.serving.inference.ModelFace;
import dev.graft.predictor.serving.metrics.AnswerTimes;
import dev.graft.predictor.serving.question.InvalidInput;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The Open Inference Protocol, version 2, over REST: texts in as a BYTES tensor of shape [n], or images as their files or
 * as pixels, or rows in their columns, as {@link InferInput} takes them, label (BYTES [n]) and probabilities (FP32 [n,
 * labels]) out. Errors are {@code {"error": …}}, as the protocol has it.
 */
@Path("/v2")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@APIResponse(
        responseCode = "default",
        description = "Why it was refused, in the protocol's form",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema =
                                @Schema(
                                        type = SchemaType.OBJECT,
                                        properties = @SchemaProperty(name = "error", type = SchemaType.STRING))))
public class OpenInferenceResource {
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final AnswerRequest answers;
    private final ServedModels served;
    private final AnswerTimes times;

    public OpenInferenceResource(AnswerRequest answers, ServedModels served, AnswerTimes times) {
        this.answers = answers;
        this.served = served;
        this.times = times;
    }

    @GET
    @Operation(summary = "Open Inference: the server")
    public Map<String, Object> server() {
        return Map.of("name", "graft-predictor", "version", "2", "extensions", List.of());
    }

    @GET
    @Path("health/live")
    @Operation(summary = "Open Inference: whether the server lives")
    public Map<String, Object> live() {
        return Map.of("live", true);
    }

    /** A model that cannot serve does not take the others out of service: it has a readiness of its own. */
    @GET
    @Path("health/ready")
    @Operation(summary = "Open Inference: whether the server is ready")
    public Map<String, Object> ready() {
        return Map.of("ready", true);
    }

    @GET
    @Path("models/{model}")
    @Operation(summary = "Open Inference: inputs and outputs of a model")
    public RestResponse<?> metadata(@PathParam("model") String task) {
        try {
            return answers.model(task)
                    .<RestResponse<?>>map(model -> RestResponse.ok(ModelFace.of(model)))
                    .orElseGet(() -> unknown(task));
        } catch (AnswerRequest.Overloaded e) {
            return overloaded();
        }
    }

    @GET
    @Path("models/{model}/versions/{version}")
    @Operation(summary = "Open Inference: inputs and outputs of a version")
    public RestResponse<?> metadata(@PathParam("model") String task, @PathParam("version") String version) {
        return isServed(task, version) ? metadata(task) : unknown(task, version);
    }

    @GET
    @Path("models/{model}/ready")
    @Operation(summary = "Open Inference: whether a model is ready")
    public RestResponse<Map<String, Object>> modelReady(@PathParam("model") String task) {
        return served.isInService(task) ? RestResponse.ok(Map.of("name", task, "ready", true)) : unknown(task);
    }

    @GET
    @Path("models/{model}/versions/{version}/ready")
    @Operation(summary = "Open Inference: whether a version is ready")
    public RestResponse<Map<String, Object>> modelReady(
            @PathParam("model") String task, @PathParam("version") String version) {
        return isServed(task, version) ? modelReady(task) : unknown(task, version);
    }

    private boolean isServed(String task, String version) {
        return served.version(task)
                .filter(each -> Integer.toString(each).equals(version))
                .isPresent();
    }

    /** The media type is not looked at: common clients of the protocol send none. */
    @POST
    @Path("models/{model}/infer")
    @NeedsRole(Role.READER)
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Open Inference: asks a model")
    public RestResponse<Map<String, Object>> infer(
            @PathParam("model") String task, @HeaderParam(JSON_LENGTH) @Nullable String jsonLength, byte[] body) {
        return infer(task, null, jsonLength, body);
    }

    @POST
    @Path("models/{model}/versions/{version}/infer")
    @NeedsRole(Role.READER)
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Open Inference: asks a version")
    public RestResponse<Map<String, Object>> inferOfVersion(
            @PathParam("model") String task,
            @PathParam("version") String version,
            @HeaderParam(JSON_LENGTH) @Nullable String jsonLength,
            byte[] body) {
        return infer(task, version, jsonLength, body);
    }

    private RestResponse<Map<String, Object>> infer(
            String task, @Nullable String version, @Nullable String jsonLength, byte[] body) {
        try {
            InferRequest request = BinaryRequest.read(body, jsonLength);
            ServedModel model = answers.model(task).orElse(null);
            if (model == null) {
                return unknown(task);
            }
            if (version != null && !isServed(task, version)) {
                return unknown(task, version);
            }
            List<Input> inputs = InferInput.of(request, model.modality(), model.columns());
            Set<String> wanted = InferAnswer.wanted(request);
            String id = request.id() == null ? "" : request.id();
            return times.time(
                            task,
                            () -> version == null ? answers.table(task, inputs) : answers.championsTable(task, inputs))
                    .map(timed -> InferAnswer.of(timed.answer()))
                    .filter(answer -> version == null || version.equals(Integer.toString(answer.version())))
                    .map(answer -> answered(task, id, answer, wanted))
                    .orElseGet(() -> version == null ? unknown(task) : unknown(task, version));
        } catch (InvalidInput | UnreadableInput e) {
            return error(400, String.valueOf(e.getMessage()));
        } catch (AnswerRequest.Overloaded e) {
            return overloaded();
        }
    }

    private static RestResponse<Map<String, Object>> answered(
            String task, String id, InferAnswer answer, Set<String> wanted) {
        return RestResponse.ok(Map.of(
                "model_name",
                task,
                "model_version",
                Integer.toString(answer.version()),
                "id",
                id,
                "outputs",
                answer.outputs(wanted)));
    }

    private static RestResponse<Map<String, Object>> unknown(String task) {
        return error(404, "there is no model '" + task + "' in service");
    }

    private static RestResponse<Map<String, Object>> unknown(String task, String version) {
        return error(
                404, "version " + version + " of the model '" + task + "' is not in service; the champion alone is");
    }

    private static RestResponse<Map<String, Object>> overloaded() {
        return error(503, "more requests are waiting than can be answered in time");
    }

    private static RestResponse<Map<String, Object>> error(int status, String message) {
        return RestResponse.status(RestResponse.Status.fromStatusCode(status), Map.of("error", message));
    }
}
