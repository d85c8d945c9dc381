package dev.graft.dashboard.grafana.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.dashboard.grafana.DrawMetric;
import dev.graft.dashboard.grafana.Metric;
import dev.graft.dashboard.grafana.Metric.Choice;
import dev.graft.dashboard.grafana.Window;
import dev.graft.dashboard.grafana.http.QueryRequest.Range;
import dev.graft.dashboard.grafana.http.QueryRequest.Target;
import dev.graft.dashboard.readmodel.ReadModel;
import dev.graft.dashboard.view.RunSummary;
import dev.graft.dashboard.view.TaskView;
import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import dev.graft.platform.http.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** A data source of Grafana. Its calls only look, whatever their HTTP method. */
@Path("/grafana")
@Consumes(MediaType.APPLICATION_JSON)
@NeedsRole(Role.READER)
public class GrafanaResource {
    private static final int MOST_TARGETS = 26;
    private static final int MOST_OPTIONS = 500;
    private static final int POINTS = 500;

    private final ReadModel model;
    private final DrawMetric drawing;

    public GrafanaResource(ReadModel model) {
        this.model = model;
        this.drawing = new DrawMetric(model);
    }

    /** What can be asked for, as the query editor offers it. */
    public record Offer(String label, String value, List<Payload> payloads) {}

    /** A choice that narrows it. */
    public record Payload(String label, String name, String type) {}

    /** An option of a choice. */
    public record Option(String label, String value) {}

    /** An option of a variable. */
    public record VariableOption(
            @JsonProperty("__text") String text,
            @JsonProperty("__value") String value) {}

    /** The test of the connection. */
    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Says that the data source is there")
    public Map<String, String> health() {
        return Map.of("status", "ok");
    }

    @POST
    @Path("metrics")
    @Operation(summary = "Metrics, with what narrows them")
    public List<Offer> metrics() {
        return Arrays.stream(Metric.values())
                .map(metric -> new Offer(
                        metric.label(),
                        metric.word(),
                        metric.choices().stream()
                                .map(choice -> new Payload(choice.word(), choice.word(), "select"))
                                .toList()))
                .toList();
    }

    @POST
    @Path("metric-payload-options")
    @Operation(summary = "What can be chosen to narrow a metric")
    public List<Option> options(@Nullable OptionsRequest request) {
        return options(request == null ? null : request.name()).toList();
    }

    @POST
    @Path("variable")
    @Operation(summary = "Values of a variable of a Grafana dashboard")
    public List<VariableOption> variable(@Nullable OptionsRequest request) {
        JsonNode payload = request == null ? null : request.payload();
        return options(payload == null ? null : payload.path("target").asText())
                .map(option -> new VariableOption(option.label(), option.value()))
                .toList();
    }

    /** Series and tables of all queries of a panel, or of an annotation. */
    @POST
    @Path("query")
    @Operation(summary = "Series and tables of a panel's queries")
    public List<Object> query(@Nullable QueryRequest request) {
        Window window = window(request);
        List<Target> targets = request == null || request.targets() == null ? List.of() : request.targets();
        if (targets.size() > MOST_TARGETS) {
            throw Problem.badRequest("A panel may have at most " + MOST_TARGETS + " queries, not " + targets.size());
        }
        List<Object> answer = new ArrayList<>();
        for (Target target : targets) {
            String name = target.target();
            if (name != null && !name.isEmpty()) {
                answer.addAll(drawing.draw(metric(name), window, choices(target.payload())));
            }
        }
        return answer;
    }

    private static Window window(@Nullable QueryRequest request) {
        Range range = request == null ? null : request.range();
        if (request == null || range == null || range.from() == null || range.to() == null) {
            throw Problem.badRequest("range must have from and to, as 2026-03-02T09:00:00.000Z");
        }
        if (!range.from().isBefore(range.to())) {
            throw Problem.badRequest("range must begin before it ends");
        }
        int points = request.maxDataPoints() == null ? POINTS : request.maxDataPoints();
        long interval = request.intervalMs() == null ? 0 : request.intervalMs();
        return Window.of(range.from(), range.to(), points, Duration.ofMillis(interval));
    }

    private static Metric metric(String name) {
        return Metric.of(name)
                .orElseThrow(() -> Problem.badRequest("target must be one of "
                        + Arrays.stream(Metric.values()).map(Metric::word).toList() + ", not '" + name + "'"));
    }

    private static Map<Choice, String> choices(@Nullable JsonNode payload) {
        Map<Choice, String> chosen = new EnumMap<>(Choice.class);
        for (Choice choice : Choice.values()) {
            String value = payload == null ? "" : payload.path(choice.word()).asText("");
            if (!value.isEmpty()) {
                chosen.put(choice, value);
            }
        }
        return chosen;
    }

    private Stream<Option> options(@Nullable String choice) {
        if (Choice.TASK.word().equals(choice)) {
            return model.tasks(MOST_OPTIONS, 0).items().stream()
                    .map(TaskView::name)
                    .map(name -> new Option(name, name));
        }
        if (Choice.RUN.word().equals(choice)) {
            return model.runs(null, null, MOST_OPTIONS, 0).items().stream().map(GrafanaResource::option);
        }
        if (Choice.SCORE.word().equals(choice)) {
            return Stream.of(new Option("macro F1", "macro-f1"), new Option("accuracy", "accuracy"));
        }
        throw Problem.badRequest("there is nothing to choose for '" + choice + "': task, run or score");
    }

    private static Option option(RunSummary run) {
        return new Option(run.task() + ", " + run.since() + ", " + run.state().json(), run.id());
    }
}
