package dev.graft.registry.mlflow.http;

import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Every other call of MLflow's REST interface: it is refused in MLflow's form, so that its client can say what is wrong. */
@Path("/api/2.0/mlflow")
@Consumes(MediaType.WILDCARD)
@NeedsRole(Role.READER)
public class OtherCallsResource {
    private static final String ANYTHING = "/{call:.+}";

    @GET
    @Path(ANYTHING)
    @Operation(hidden = true)
    public Response get(@PathParam("call") String call) {
        return refuse(call);
    }

    @POST
    @Path(ANYTHING)
    @Operation(hidden = true)
    public Response post(@PathParam("call") String call) {
        return refuse(call);
    }

    @PUT
    @Path(ANYTHING)
    @Operation(hidden = true)
    public Response put(@PathParam("call") String call) {
        return refuse(call);
    }

    @PATCH
    @Path(ANYTHING)
    @Operation(hidden = true)
    public Response patch(@PathParam("call") String call) {
        return refuse(call);
    }

    @DELETE
    @Path(ANYTHING)
    @Operation(hidden = true)
    public Response delete(@PathParam("call") String call) {
        return refuse(call);
    }

    private static Response refuse(String call) {
        return MlflowAnswers.failure(
                404,
                "ENDPOINT_NOT_FOUND",
                "This is a model registry: it answers registered-models/…, model-versions/… and webhooks, not '" + call
                        + "'. Runs and experiments are those of the mesh");
    }
}
