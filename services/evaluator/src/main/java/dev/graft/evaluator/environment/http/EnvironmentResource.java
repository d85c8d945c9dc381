package dev.graft.evaluator.environment.http;

import dev.graft.evaluator.environment.Machine;
import dev.graft.learning.device.Environment;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the machine offers: engine, natives, device, threads, and what is wrong with a remedy for each. */
@Path("/environment")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class EnvironmentResource {
    private final Machine machine;

    public EnvironmentResource(Machine machine) {
        this.machine = machine;
    }

    @GET
    @Operation(summary = "What the machine offers to evaluation, and what is wrong with a remedy for each")
    public Environment environment() {
        return machine.environment();
    }
}
