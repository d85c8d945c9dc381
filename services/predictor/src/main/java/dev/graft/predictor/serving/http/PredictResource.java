package dev.graft.predictor.serving.http;

import dev.graft.platform.http.Problem;
import dev.graft.predictor.serving.AnswerRequest;
import dev.graft.predictor.serving.AnswerRequest.Answer;
import dev.graft.predictor.serving.AnswerRequest.Prediction;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.http.AnswerTimes.Timed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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

    public PredictResource(AnswerRequest answers, ServedModels served, AnswerTimes times) {
        this.answers = answers;
        this.served = served;
        this.times = times;
    }

    /** One {@code text} or several {@code texts}, up to 256 of at most 20,000 characters. */
    public record Question(@Nullable String text, @Nullable List<String> texts) {}

    /** The answer to a {@link Question}, in its order. */
    public record Reply(String task, int version, String runId, List<Prediction> predictions, double tookMillis) {}

    /** A model in service. */
    public record Loaded(String task, int version, String runId, Instant since, List<String> labels, long answered) {
        static Loaded of(ServedModel model) {
            return new Loaded(
                    model.task(), model.version(), model.runId(), model.since(), model.labels(), model.answered());
        }
    }

    @POST
    @Path("predict/{task}")
    public RestResponse<Reply> predict(@PathParam("task") String task, @Nullable Question question) {
        List<String> texts = texts(question);
        Timed<Answer> timed =
                times.time(task, () -> answers.answer(task, texts)).orElseThrow(() -> noChampion(task));
        Answer answer = timed.answer();
        double tookMillis = timed.took().toNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1);
        Reply reply = new Reply(task, answer.version(), answer.runId(), answer.predictions(), tookMillis);
        return RestResponse.ResponseBuilder.ok(reply)
                .header(VERSION_HEADER, answer.version())
                .build();
    }

    @GET
    @Path("models")
    public List<Loaded> models() {
        return served.all().stream().map(Loaded::of).toList();
    }

    @GET
    @Path("models/{task}")
    public Loaded model(@PathParam("task") String task) {
        return served.find(task).map(Loaded::of).orElseThrow(() -> noChampion(task));
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

    private static List<String> texts(@Nullable Question question) {
        if (question == null || (question.text() == null) == (question.texts() == null)) {
            throw Problem.badRequest("Send either {\"text\": \"…\"} or {\"texts\": [\"…\", …]}");
        }
        List<String> texts =
                question.texts() == null ? List.of(Objects.requireNonNull(question.text())) : question.texts();
        TextLimits.problem("texts", texts).ifPresent(problem -> {
            throw Problem.badRequest(problem);
        });
        return texts;
    }
}
