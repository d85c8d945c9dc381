package dev.graft.dataprep.task.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.TaskDeclarationRequested;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.task.Declaration;
import dev.graft.dataprep.task.DeclareTask;
import dev.graft.dataprep.task.TaskCatalogue;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.event.Outbox;
import dev.graft.platform.http.Problem;
import dev.graft.platform.http.Tagged;
import dev.graft.platform.json.Json;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /tasks}: declaring tasks and looking at them. */
@Path("/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TaskResource {
    private final DeclareTask declareTask;
    private final TaskCatalogue catalogue;
    private final DeclaredTasks tasks;
    private final EventCodec codec;
    private final Outbox outbox;

    public TaskResource(
            DeclareTask declareTask, TaskCatalogue catalogue, DeclaredTasks tasks, EventCodec codec, Outbox outbox) {
        this.declareTask = declareTask;
        this.catalogue = catalogue;
        this.tasks = tasks;
        this.codec = codec;
        this.outbox = outbox;
    }

    /** A page of tasks, each in the version that is in force. */
    public record Tasks(List<Task> items, int offset, int limit, long total) {}

    /** Declares a task: 201 with its new version, or 200 with the one that said the same already. */
    @POST
    @Operation(summary = "Declares a task: 201 with its new version, or 200 with the one that said the same")
    public Response declare(@Nullable JsonNode body) {
        Declaration outcome = declareTask.declare(wish(body), null);
        if (outcome instanceof Declaration.InForce inForce) {
            outbox.publish(inForce.event());
            Task task = inForce.task();
            return Response.status(inForce.created() ? 201 : 200)
                    .location(URI.create("/tasks/" + task.name() + "/versions/" + task.requireVersion()))
                    .entity(task)
                    .build();
        }
        throw Problem.badRequest(((Declaration.Invalid) outcome).explanation());
    }

    private Task wish(@Nullable JsonNode body) {
        if (body == null) {
            throw Problem.badRequest("The body is empty; send the task as a JSON object");
        }
        try {
            JsonNode event = Json.mapper().createObjectNode().set("declaration", body);
            return ((TaskDeclarationRequested) codec.payload(EventType.TASK_DECLARATION_REQUESTED, event))
                    .declaration();
        } catch (MalformedEvent e) {
            throw Problem.badRequest(e.reason());
        }
    }

    @GET
    @Operation(summary = "The tasks, each in the version that is in force")
    public Tasks list(
            @QueryParam("offset") @DefaultValue("0") int offset, @QueryParam("limit") @DefaultValue("50") int limit) {
        List<String> names = catalogue.names();
        List<Task> items = names.stream()
                .skip(DeclaredTasks.offset(offset))
                .limit(DeclaredTasks.limit(limit))
                .flatMap(name -> catalogue.newest(name).stream())
                .toList();
        return new Tasks(items, offset, limit, names.size());
    }

    @GET
    @Path("/{task}")
    @Operation(summary = "A task in the version that is in force")
    public Task newest(@PathParam("task") String task) {
        return tasks.require(task);
    }

    @GET
    @Path("/{task}/versions/{version}")
    @Operation(summary = "A version of a task")
    @Tagged
    public Task version(@PathParam("task") String task, @PathParam("version") int version) {
        Task newest = tasks.require(task);
        return catalogue
                .version(newest.name(), version)
                .orElseThrow(() -> Problem.notFound("task '" + newest.name() + "' has the versions 1 to "
                        + newest.requireVersion() + ", not " + version));
    }
}
