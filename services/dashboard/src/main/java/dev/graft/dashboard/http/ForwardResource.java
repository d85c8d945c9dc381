package dev.graft.dashboard.http;

import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows and does beyond the read model, forwarded to the service that knows it or decides it. So the page
 * talks to its own origin alone. Answers and problems are the services' own.
 */
@Path("/mesh")
public class ForwardResource {
    private static final String TASK = "{task:[a-z0-9][a-z0-9-]{0,62}}";
    private static final String BATCH = "tasks/" + TASK + "/batches/{batch:[0-9a-zA-Z-]{1,128}}";
    private static final String RUN = "{run:[0-9a-zA-Z-]{1,128}}";
    private static final String MODEL = "models/" + TASK;
    private static final String VERSION = MODEL + "/versions/{version:\\d{1,9}}";

    private final Forwarder forwarder;
    private final MeshAddresses addresses;

    public ForwardResource(Forwarder forwarder, MeshAddresses addresses) {
        this.forwarder = forwarder;
        this.addresses = addresses;
    }

    /** A batch with its quality report. */
    @GET
    @Path(BATCH)
    @Operation(summary = "A batch with its quality report, asked of data-prep")
    public Response batch(@RestPath String task, @RestPath String batch, @Context HttpHeaders caller) {
        URI uri = at(addresses.dataPrep(), "tasks/{task}/batches/{batch}").build(task, batch);
        return forwarder.get("data-prep", uri, caller);
    }

    /** The rows of a batch that were kept out. */
    @GET
    @Path(BATCH + "/quarantine")
    @Operation(summary = "Rows of a batch that were kept out, asked of data-prep")
    public Response quarantine(
            @RestPath String task,
            @RestPath String batch,
            @RestQuery @DefaultValue("0") int offset,
            @RestQuery @DefaultValue("50") int limit,
            @Context HttpHeaders caller) {
        URI uri = at(addresses.dataPrep(), "tasks/{task}/batches/{batch}/quarantine")
                .queryParam("offset", offset)
                .queryParam("limit", limit)
                .build(task, batch);
        return forwarder.get("data-prep", uri, caller);
    }

    /** All that was measured in one evaluation: intervals by slice, confusion, reliability. */
    @GET
    @Path("evaluations/" + RUN + "/{attempt:\\d{1,3}}")
    @Operation(summary = "All that was measured in an evaluation, asked of the evaluator")
    public Response evaluation(@RestPath String run, @RestPath int attempt, @Context HttpHeaders caller) {
        URI uri = at(addresses.evaluator(), "evaluations/{run}/{attempt}").build(run, attempt);
        return forwarder.get("evaluator", uri, caller);
    }

    @GET
    @Path(MODEL + "/versions")
    @Operation(summary = "Versions of a model, asked of the registry")
    public Response versions(
            @RestPath String task,
            @RestQuery @DefaultValue("0") int offset,
            @RestQuery @DefaultValue("50") int limit,
            @Context HttpHeaders caller) {
        URI uri = at(addresses.registry(), "models/{task}/versions")
                .queryParam("offset", offset)
                .queryParam("limit", limit)
                .build(task);
        return forwarder.get("registry", uri, caller);
    }

    /** Why a version is live, or is not, with its lineage. */
    @GET
    @Path(VERSION + "/why")
    @Operation(summary = "Why a version is live or is not, asked of the registry")
    public Response why(@RestPath String task, @RestPath int version, @Context HttpHeaders caller) {
        URI uri =
                at(addresses.registry(), "models/{task}/versions/{version}/why").build(task, version);
        return forwarder.get("registry", uri, caller);
    }

    /** What answers now, and what it reads. */
    @GET
    @Path("serving/" + TASK)
    @Operation(summary = "What answers now, asked of the predictor")
    public Response serving(@RestPath String task, @Context HttpHeaders caller) {
        URI uri = at(addresses.predictor(), "models/{task}").build(task);
        return forwarder.get("predictor", uri, caller);
    }

    @POST
    @Path("predict/" + TASK)
    @NeedsRole(Role.READER)
    @Operation(summary = "Asks a model, through the predictor")
    public Response predict(@RestPath String task, @Context HttpHeaders caller, byte @Nullable [] question) {
        URI uri = at(addresses.predictor(), "predict/{task}").build(task);
        return forwarder.post("predictor", uri, caller, question);
    }

    @POST
    @Path(MODEL + "/rollback")
    @NeedsRole(Role.PROMOTER)
    @Operation(summary = "Rolls a model back, through the registry")
    public Response rollBack(@RestPath String task, @Context HttpHeaders caller, byte @Nullable [] wish) {
        URI uri = at(addresses.registry(), "models/{task}/rollback").build(task);
        return forwarder.post("registry", uri, caller, wish);
    }

    @POST
    @Path(VERSION + "/promote")
    @NeedsRole(Role.PROMOTER)
    @Operation(summary = "Promotes a version, through the registry")
    public Response promote(
            @RestPath String task, @RestPath int version, @Context HttpHeaders caller, byte @Nullable [] wish) {
        URI uri = at(addresses.registry(), "models/{task}/versions/{version}/promote")
                .build(task, version);
        return forwarder.post("registry", uri, caller, wish);
    }

    @POST
    @Path("runs/" + RUN + "/cancel")
    @NeedsRole(Role.WRITER)
    @Operation(summary = "Wishes a run to end, through the trainer")
    public Response cancel(@RestPath String run, @Context HttpHeaders caller, byte @Nullable [] wish) {
        URI uri = at(addresses.trainer(), "runs/{run}/cancel").build(run);
        return forwarder.post("trainer", uri, caller, wish);
    }

    private static UriBuilder at(URI service, String path) {
        return UriBuilder.fromUri(service).path(path);
    }
}
