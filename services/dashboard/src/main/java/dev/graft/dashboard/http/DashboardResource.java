package dev.graft.dashboard.http;

import dev.graft.dashboard.messaging.CatchUp;
import dev.graft.dashboard.messaging.DashboardConfig;
import dev.graft.dashboard.readmodel.ReadModel;
import dev.graft.dashboard.view.BatchDetail;
import dev.graft.dashboard.view.BatchState;
import dev.graft.dashboard.view.BatchSummary;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.dashboard.view.EvaluationView;
import dev.graft.dashboard.view.ModelDetail;
import dev.graft.dashboard.view.ModelSummary;
import dev.graft.dashboard.view.Overview;
import dev.graft.dashboard.view.Page;
import dev.graft.dashboard.view.RunDetail;
import dev.graft.dashboard.view.RunState;
import dev.graft.dashboard.view.RunSummary;
import dev.graft.dashboard.view.SnapshotView;
import dev.graft.dashboard.view.TaskView;
import dev.graft.platform.http.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The read model, to be read. Lists come newest first. */
@Path("/api")
public class DashboardResource {
    private final ReadModel model;
    private final CatchUp catchUp;
    private final DashboardConfig config;

    public DashboardResource(ReadModel model, CatchUp catchUp, DashboardConfig config) {
        this.model = model;
        this.catchUp = catchUp;
        this.config = config;
    }

    @GET
    @Path("overview")
    @Operation(summary = "The mesh at one glance")
    public Overview overview() {
        return model.overview(catchUp.isDone());
    }

    @GET
    @Path("tasks")
    @Operation(summary = "Tasks in force")
    public Page<TaskView> tasks(@BeanParam Paging page) {
        return model.tasks(page.limit(), page.offset());
    }

    @GET
    @Path("batches")
    @Operation(summary = "Batches, newest first")
    public Page<BatchSummary> batches(
            @RestQuery @Nullable String task, @RestQuery @Nullable String state, @BeanParam Paging page) {
        return model.batches(task, oneOf(BatchState.class, state), page.limit(), page.offset());
    }

    @GET
    @Path("batches/{id}")
    @Operation(summary = "A batch with the events that it set off")
    public BatchDetail batch(@RestPath String id) {
        return model.batch(id)
                .orElseThrow(() -> Problem.notFound(
                        "No batch '" + id + "' is remembered: it was never announced, or others came since"));
    }

    /** Data-prep's page about the batch, on which its rows are judged one by one. */
    @GET
    @Path("batches/{id}/report")
    @Operation(summary = "Leads to the page of a batch's quality report")
    public Response report(@RestPath String id) {
        BatchSummary batch = batch(id).batch();
        if (batch.rows() == null) {
            throw Problem.notFound("The batch '" + id + "' has no quality report: its rows were not read");
        }
        URI page = UriBuilder.fromUri(config.dataPrepUrl())
                .path("tasks/{task}/batches/{batch}/report")
                .build(batch.task(), batch.id());
        return Response.seeOther(page).build();
    }

    @GET
    @Path("snapshots")
    @Operation(summary = "Snapshots of data sets, newest first")
    public Page<SnapshotView> snapshots(@RestQuery @Nullable String task, @BeanParam Paging page) {
        return model.snapshots(task, page.limit(), page.offset());
    }

    @GET
    @Path("runs")
    @Operation(summary = "Runs, newest first")
    public Page<RunSummary> runs(
            @RestQuery @Nullable String task, @RestQuery @Nullable String state, @BeanParam Paging page) {
        return model.runs(task, oneOf(RunState.class, state), page.limit(), page.offset());
    }

    @GET
    @Path("runs/{id}")
    @Operation(summary = "A run with its curve and its evaluations")
    public RunDetail run(@RestPath String id) {
        return model.run(id).orElseThrow(() -> noRun(id));
    }

    @GET
    @Path("evaluations/{runId}")
    @Operation(summary = "The evaluations of a run, oldest first")
    public List<EvaluationView> evaluations(@RestPath String runId) {
        return model.run(runId).orElseThrow(() -> noRun(runId)).evaluations();
    }

    @GET
    @Path("models")
    @Operation(summary = "Models with what is live")
    public Page<ModelSummary> models(@BeanParam Paging page) {
        return model.models(page.limit(), page.offset());
    }

    @GET
    @Path("models/{task}")
    @Operation(summary = "A model with its history")
    public ModelDetail model(@RestPath String task) {
        return model.model(task)
                .orElseThrow(() -> Problem.notFound("No decision on a model of the task '" + task + "' is known"));
    }

    @GET
    @Path("dead-letters")
    @Operation(summary = "Records that no service could read, newest first")
    public Page<DeadLetter> deadLetters(@BeanParam Paging page) {
        return model.deadLetters(page.limit(), page.offset());
    }

    private static Problem noRun(String id) {
        return Problem.notFound("No run '" + id + "' is remembered: it never began, or others came since");
    }

    private static <E extends Enum<E>> @Nullable E oneOf(Class<E> states, @Nullable String word) {
        if (word == null || word.isEmpty()) {
            return null;
        }
        return Arrays.stream(states.getEnumConstants())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("state must be one of "
                        + Arrays.toString(states.getEnumConstants()).toLowerCase(Locale.ROOT) + ", not '" + word
                        + "'"));
    }
}
