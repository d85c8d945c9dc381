package dev.graft.dataprep.batch.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.dataprep.batch.BatchIds;
import dev.graft.dataprep.batch.BatchViews;
import dev.graft.dataprep.batch.QuarantinedRow;
import dev.graft.dataprep.task.http.DeclaredTasks;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.event.Outbox;
import dev.graft.platform.http.Problem;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /tasks/{task}/batches}: announcing batches without a Kafka client, and looking at what became of them. */
@Path("/tasks/{task}/batches")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class BatchResource {
    /** What a record holds beside its payload has room in so many bytes. */
    private static final int ENVELOPE_BYTES = 8 << 10;

    private final BatchViews views;
    private final DeclaredTasks tasks;
    private final EventCodec codec;
    private final Events events;
    private final Outbox outbox;

    public BatchResource(BatchViews views, DeclaredTasks tasks, EventCodec codec, Events events, Outbox outbox) {
        this.views = views;
        this.tasks = tasks;
        this.codec = codec;
        this.events = events;
        this.outbox = outbox;
    }

    /** A batch is announced; what becomes of it is told by the events that follow and under {@code batchId}. */
    public record Announced(String eventId, String batchId) {}

    /** Announces a batch: the payload of {@code batch.labelled}, in which the task may be left out. */
    @POST
    @Operation(summary = "Announces a labelled batch, as the event batch.labelled does")
    public Response announce(@PathParam("task") String task, @Nullable JsonNode body) {
        BatchLabelled batch = batch(tasks.require(task).name(), body);
        String batchId = BatchIds.of(batch);
        Event<BatchLabelled> event = events.onRequest(
                StoreLayout.batchPrefix(batch.task(), batchId) + "announcements/" + UUID.randomUUID(), batch);
        outbox.publish(event);
        return Response.accepted(new Announced(event.id(), batchId)).build();
    }

    private BatchLabelled batch(String task, @Nullable JsonNode body) {
        if (!(body instanceof ObjectNode payload)) {
            throw Problem.badRequest(
                    "The body is no JSON object; send 'rows' or 'source' as in the event batch.labelled");
        }
        if (!payload.path("task").asText(task).equals(task)) {
            throw Problem.badRequest("task: the body names another task than the path; leave it out");
        }
        payload.put("task", task);
        int bytes = Json.bytes(payload).length;
        if (bytes > EventCodec.MAX_EVENT_BYTES - ENVELOPE_BYTES) {
            throw Problem.badRequest("rows: the batch has " + bytes + " bytes, more than an event can carry; put the"
                    + " rows into the object store and announce them as 'source'");
        }
        try {
            return (BatchLabelled) codec.payload(EventType.BATCH_LABELLED, payload);
        } catch (MalformedEvent e) {
            throw Problem.badRequest(e.reason());
        }
    }

    /** The accepted batches, the newest first, or with {@code state=rejected} the refusals. */
    @GET
    @Operation(summary = "The accepted batches of a task, newest first, or those that were refused")
    public BatchViews.Page<BatchViews.Batch> list(
            @PathParam("task") String task,
            @QueryParam("state") @DefaultValue("accepted") String state,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        int checkedOffset = DeclaredTasks.offset(offset);
        int checkedLimit = DeclaredTasks.limit(limit);
        return switch (state) {
            case "accepted" -> views.accepted(tasks.require(task).name(), checkedOffset, checkedLimit);
            case "rejected" -> views.rejected(DeclaredTasks.name(task), checkedOffset, checkedLimit);
            default -> throw Problem.badRequest("state: give accepted or rejected");
        };
    }

    @GET
    @Path("/{batch}")
    @Operation(summary = "A batch with its quality report")
    public BatchViews.Batch find(@PathParam("task") String task, @PathParam("batch") String batch) {
        return views.find(DeclaredTasks.name(task), DeclaredTasks.id(batch)).orElseThrow(() -> missing(task, batch));
    }

    @GET
    @Path("/{batch}/quarantine")
    @Operation(summary = "The rows of a batch that were kept out, each with its reason")
    public BatchViews.Page<QuarantinedRow> quarantine(
            @PathParam("task") String task,
            @PathParam("batch") String batch,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return views.quarantine(
                        DeclaredTasks.name(task),
                        DeclaredTasks.id(batch),
                        DeclaredTasks.offset(offset),
                        DeclaredTasks.limit(limit))
                .orElseThrow(() -> missing(task, batch));
    }

    private static Problem missing(String task, String batch) {
        return Problem.notFound("task '" + task + "' has no batch '" + batch + "'; GET /tasks/" + task
                + "/batches lists those that it has");
    }
}
