package dev.graft.trainer.view.http;

import dev.graft.contracts.event.RunStopRequested;
import dev.graft.platform.http.CallerContext;
import dev.graft.platform.http.Problem;
import dev.graft.platform.http.Tagged;
import dev.graft.trainer.stop.StopRequest;
import dev.graft.trainer.stop.Stops;
import dev.graft.trainer.view.RunSummary;
import dev.graft.trainer.view.RunView;
import dev.graft.trainer.view.Runs;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Runs: the list, one with all that is known, and the wish to stop one. */
@Path("/runs")
@Produces(MediaType.APPLICATION_JSON)
public class RunsResource {
    private static final int MAX_LIMIT = 500;
    private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{32}");

    private final Runs runs;
    private final Stops stops;
    private final Clock clock;

    public RunsResource(Runs runs, Stops stops, Clock clock) {
        this.runs = runs;
        this.stops = stops;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Runs, newest first")
    public List<RunSummary> list(
            @QueryParam("task") @Nullable String task,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
            throw Problem.badRequest("offset must be at least 0, limit 1 to " + MAX_LIMIT);
        }
        return runs.list(task, offset, limit);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A run with all that is known of it")
    @Tagged
    public RunView run(@PathParam("id") String id) {
        return find(id);
    }

    /** Accepted: the run ends at its next step. A request that came before stays as it was. */
    @POST
    @Path("/{id}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Asks a run to stop at its next step")
    public Response cancel(
            @PathParam("id") String id, @Context SecurityContext caller, @Nullable CancelRequest request) {
        RunView run = find(id);
        if (run.end() != null) {
            throw Problem.conflict(
                    "the run has ended: it is " + run.state().name().toLowerCase(Locale.ROOT));
        }
        stops.request(
                id,
                new StopRequest(
                        RunStopRequested.Reason.CANCELLED,
                        text("explanation", request == null ? null : request.explanation(), "Cancelled over REST"),
                        by(caller, request),
                        clock.instant()));
        return Response.accepted(find(id)).build();
    }

    private static String by(SecurityContext caller, @Nullable CancelRequest request) {
        String claimed = request == null ? null : request.requestedBy();
        String bounded = claimed == null ? null : text("requestedBy", claimed, "");
        return Objects.requireNonNullElse(CallerContext.of(caller).nameOr(bounded), "an unknown person");
    }

    private RunView find(String id) {
        if (!RUN_ID.matcher(id).matches()) {
            throw Problem.badRequest("a run's id has 32 hexadecimal digits");
        }
        return runs.find(id).orElseThrow(() -> Problem.notFound("no run has the id " + id));
    }

    private static String text(String name, @Nullable String given, String fallback) {
        if (given == null || given.isBlank()) {
            return fallback;
        }
        if (given.length() > CancelRequest.MAX_CHARS) {
            throw Problem.badRequest(name + " may have at most " + CancelRequest.MAX_CHARS + " characters");
        }
        return given.strip();
    }
}
