package dev.graft.registry.retention.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import dev.graft.platform.http.Problem;
import dev.graft.platform.json.Json;
import dev.graft.registry.retention.CollectGarbage;
import dev.graft.registry.retention.GarbageCollection;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The garbage collection on a person's request, and what the last one did. */
@Path("/garbage-collections")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class GarbageResource {
    private static final Logger LOG = Logger.getLogger(GarbageResource.class);

    private final CollectGarbage collecting;

    public GarbageResource(CollectGarbage collecting) {
        this.collecting = collecting;
    }

    /**
     * A request for a collection.
     *
     * @param dryRun only say what would go
     */
    public record Wish(boolean dryRun) {}

    /** Answers when it is done, which one collection's bound makes a matter of seconds. */
    @POST
    @NeedsRole(Role.ADMIN)
    @Operation(summary = "Collects what nobody needs any more, or only says what would go")
    public GarbageCollection collect(@Nullable JsonNode body) throws IOException {
        GarbageCollection done = collecting
                .collect(read(body).dryRun())
                .orElseThrow(() -> Problem.conflict("this registry is collecting already; ask for the result of that"
                        + " with GET /garbage-collections/latest"));
        LOG.info(done.summary());
        return done;
    }

    @GET
    @Path("/latest")
    @Operation(summary = "What the last collection did")
    public GarbageCollection latest() {
        return collecting
                .latest()
                .orElseThrow(() -> Problem.notFound("this registry has collected no garbage since it started"));
    }

    /** A misspelt field is an error here: ignored, it would delete what somebody only wanted to see. */
    private static Wish read(@Nullable JsonNode body) throws IOException {
        return Json.mapper()
                .readerFor(Wish.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(body == null ? Json.mapper().createObjectNode() : body);
    }
}
