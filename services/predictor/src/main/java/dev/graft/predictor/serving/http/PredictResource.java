package dev.graft.predictor.serving.http;

import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import dev.graft.platform.http.Problem;
import dev.graft.predictor.serving.AnswerRequest;
import dev.graft.predictor.serving.AnswerRequest.Answer;
import dev.graft.predictor.serving.AnswerRequest.Prediction;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.UnreadableInput;
import dev.graft.predictor.serving.drift.WatchDrift;
import dev.graft.predictor.serving.metrics.AnswerTimes;
import dev.graft.predictor.serving.metrics.AnswerTimes.Timed;
import dev.graft.predictor.serving.question.InvalidInput;
import dev.graft.predictor.serving.question.Question;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Classification for people and programs that want plain JSON. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class PredictResource {
    static final String VERSION_HEADER = "X-Graft-Model-Version";

    private final AnswerRequest answers;
    private final ServedModels served;
    private final AnswerTimes times;
    private final WatchDrift watch;

    public PredictResource(AnswerRequest answers, ServedModels served, AnswerTimes times, WatchDrift watch) {
        this.answers = answers;
        this.served = served;
        this.times = times;
        this.watch = watch;
    }

    /**
     * The answer to a {@link Question}, in its order.
     *
     * @param preparation of what was asked, step by step, before the model saw it
     */
    public record Reply(
            String task,
            int version,
            String runId,
            List<String> preparation,
            List<Prediction> predictions,
            double tookMillis) {}

    @POST
    @Path("predict/{task}")
    @NeedsRole(Role.READER)
    @Operation(summary = "Asks the model of a task, in plain JSON")
    public RestResponse<Reply> predict(@PathParam("task") String task, @Nullable Question question) {
        String modality = answers.model(task).map(ServedModel::modality).orElse(null);
        Timed<Answer> timed = answered(task, question == null ? Question.NONE : question, modality);
        Answer answer = timed.answer();
        double tookMillis = timed.took().toNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1);
        Reply reply = new Reply(
                task, answer.version(), answer.runId(), answer.preparation(), answer.predictions(), tookMillis);
        return RestResponse.ResponseBuilder.ok(reply)
                .header(VERSION_HEADER, answer.version())
                .build();
    }

    @GET
    @Path("models")
    @Operation(summary = "The models that are loaded")
    public List<Loaded> models() {
        return served.all().stream().map(this::loaded).toList();
    }

    @GET
    @Path("models/{task}")
    @Operation(summary = "A model that is in service")
    public Loaded model(@PathParam("task") String task) {
        return answers.model(task).map(this::loaded).orElseThrow(() -> noChampion(task));
    }

    private Loaded loaded(ServedModel model) {
        return Loaded.of(model, served, watch);
    }

    private Problem noChampion(String task) {
        String failure = served.failures().get(task);
        return failure == null
                ? Problem.notFound("Task '" + task + "' has no champion yet. In service: "
                        + served.all().stream().map(ServedModel::task).toList()
                        + ". Declare the task and announce a labelled batch; the first model that passes the gate"
                        + " answers here.")
                : Problem.unavailable("The champion of task '" + task + "' cannot serve: " + failure);
    }

    private Timed<Answer> answered(String task, Question question, @Nullable String modality) {
        try {
            List<Input> inputs = question.inputs(modality);
            return times.time(task, () -> answers.answer(task, inputs)).orElseThrow(() -> noChampion(task));
        } catch (InvalidInput | UnreadableInput e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
