package dev.graft.trainer.environment.http;

import dev.graft.learning.device.Environment;
import dev.graft.trainer.environment.Machines;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The environment check. */
@Path("/environment")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class EnvironmentResource {
    private final Machines machines;

    public EnvironmentResource(Machines machines) {
        this.machines = machines;
    }

    @GET
    @Operation(summary = "What the machine offers to training, and what is wrong with a remedy for each")
    public Environment environment() {
        return machines.here().environment();
    }
}
