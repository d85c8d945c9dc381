package dev.graft.evaluator.comparison.http;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.Evaluation;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.platform.http.Problem;
import dev.graft.platform.http.Tagged;
import dev.graft.platform.step.Steps;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the evaluator found. */
@Path("/evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class EvaluationsResource {
    private static final int MOST_LISTED = 200;
    private static final int MOST_ATTEMPTS = 100;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,127}");

    private final Steps steps;
    private final EvaluationList list;

    public EvaluationsResource(Steps steps, EvaluationList list) {
        this.steps = steps;
        this.list = list;
    }

    /** The newest verdicts, in short. */
    @GET
    @Operation(summary = "The newest verdicts, in short")
    public List<Headline> newest(
            @QueryParam("offset") @DefaultValue("0") int offset, @QueryParam("limit") @DefaultValue("20") int limit) {
        if (offset < 0 || limit < 1 || limit > MOST_LISTED) {
            throw Problem.badRequest("offset must be at least 0, limit 1 to " + MOST_LISTED);
        }
        return list.newest(offset, limit);
    }

    /** The verdicts on a run's model, first attempt first, each with all its rules. */
    @GET
    @Path("{runId}")
    @Operation(summary = "The verdicts on a run's model, first attempt first")
    @Tagged
    public List<ModelEvaluated> verdicts(@PathParam("runId") String runId) {
        List<ModelEvaluated> verdicts = new ArrayList<>();
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Optional<ModelEvaluated> verdict =
                    steps.find(key(runId, attempt)).map(event -> (ModelEvaluated) event.data());
            if (verdict.isEmpty()) {
                break;
            }
            verdicts.add(verdict.get());
        }
        if (verdicts.isEmpty()) {
            throw unknown(runId);
        }
        return verdicts;
    }

    /** All that was measured in one attempt. */
    @GET
    @Path("{runId}/{attempt}")
    @Operation(summary = "All that was measured in one attempt")
    @Tagged
    public Evaluation evaluation(@PathParam("runId") String runId, @PathParam("attempt") int attempt) {
        return steps.detail(key(runId, attempt), Evaluation.class).orElseThrow(() -> unknown(runId));
    }

    private static String key(String runId, int attempt) {
        if (!ID.matcher(runId).matches()) {
            throw unknown(runId);
        }
        return StoreLayout.evaluation(runId, attempt);
    }

    private static Problem unknown(String runId) {
        return Problem.notFound("There is no such evaluation of run '" + runId + "'. A run is evaluated when it has"
                + " completed; GET /evaluations lists what there is.");
    }
}
