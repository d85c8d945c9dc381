package dev.graft.trainer.view.http;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.platform.http.Problem;
import dev.graft.platform.store.ObjectStore;
import dev.graft.trainer.stop.StopRequest;
import dev.graft.trainer.stop.Stops;
import dev.graft.trainer.view.RunView;
import dev.graft.trainer.view.ViewRuns;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Runs, and the wish to end one. */
@Path("/runs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class RunsResource {
    private static final int MOST = 200;
    private static final String RUN_ID = "[0-9a-f]{32}";

    private final ViewRuns runs;
    private final Stops stops;
    private final ObjectStore store;
    private final Clock clock;

    public RunsResource(ViewRuns runs, Stops stops, ObjectStore store, Clock clock) {
        this.runs = runs;
        this.stops = stops;
        this.store = store;
        this.clock = clock;
    }

    /** Why a run is to end, and who says so. */
    public record Cancellation(@Nullable String explanation, @Nullable String requestedBy) {}

    /** Ids of runs, at most 200 of them, in the order of the ids. */
    @GET
    public List<String> list(
            @QueryParam("offset") @DefaultValue("0") int offset, @QueryParam("limit") @DefaultValue("50") int limit) {
        if (offset < 0 || limit < 1 || limit > MOST) {
            throw Problem.badRequest("offset is 0 or more, limit 1 to " + MOST);
        }
        return store.listFolders(StoreLayout.RUNS).stream()
                .sorted()
                .skip(offset)
                .limit(limit)
                .toList();
    }

    @GET
    @Path("{id}")
    public RunView run(@PathParam("id") String id) {
        return runs.find(checked(id)).orElseThrow(() -> Problem.notFound("There is no run '" + id + "'"));
    }

    /** Asks the run to end without a model; it does at its next step. A run that has ended stays as it is. */
    @POST
    @Path("{id}/cancel")
    public RestResponse<RunView> cancel(@PathParam("id") String id, @Nullable Cancellation wish) {
        RunView run = run(id);
        if (run.state().equals("completed") || run.state().equals("abandoned")) {
            throw Problem.conflict("Run '" + id + "' has ended already: " + run.state());
        }
        String explanation = wish == null ? "Cancelled over REST" : Objects.requireNonNullElse(wish.explanation(), "Cancelled over REST");
        String by = wish == null ? "REST" : Objects.requireNonNullElse(wish.requestedBy(), "REST");
        stops.request(id, new StopRequest(RunStopRequested.Reason.CANCELLED, explanation, by, clock.instant()));
        return RestResponse.accepted(run(id));
    }

    private static String checked(String id) {
        if (!id.matches(RUN_ID)) {
            throw Problem.badRequest("A run's id has 32 hexadecimal digits");
        }
        return id;
    }
}
