package dev.graft.dataprep.snapshot.http;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.dataprep.journal.JournalEntry.SnapshotTaken;
import dev.graft.dataprep.snapshot.PrepareSnapshotNow;
import dev.graft.dataprep.snapshot.SnapshotViews;
import dev.graft.dataprep.task.http.DeclaredTasks;
import dev.graft.platform.http.Problem;
import dev.graft.platform.http.Tagged;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /tasks/{task}/snapshots}: the snapshots of a data set, and the wish for one more. */
@Path("/tasks/{task}/snapshots")
@Produces(MediaType.APPLICATION_JSON)
public class SnapshotResource {
    private final SnapshotViews views;
    private final PrepareSnapshotNow prepareNow;
    private final DeclaredTasks tasks;

    public SnapshotResource(SnapshotViews views, PrepareSnapshotNow prepareNow, DeclaredTasks tasks) {
        this.views = views;
        this.prepareNow = prepareNow;
        this.tasks = tasks;
    }

    /**
     * A snapshot is prepared and announced.
     *
     * @param eventId of the {@code dataset.prepared} that announces it
     * @param sequence its place in the data set's journal
     */
    public record Prepared(String eventId, String snapshotId, long sequence, ObjectRef manifest) {}

    /**
     * Makes a snapshot of the pending rows, whatever the trigger says: 201 with it, or 200 with the one that somebody
     * else made of the same rows at the same time; 409 where no rows are pending.
     */
    @POST
    @Operation(summary = "Makes a snapshot of the rows that are in none yet, whatever the trigger says")
    public Response prepare(@PathParam("task") String task) {
        String name = tasks.require(task).name();
        PrepareSnapshotNow.Outcome outcome = prepareNow.prepare(name);
        if (outcome instanceof PrepareSnapshotNow.Prepared prepared) {
            SnapshotTaken snapshot = prepared.snapshot();
            return Response.status(prepared.created() ? 201 : 200)
                    .location(URI.create("/tasks/" + name + "/snapshots/" + snapshot.snapshotId()))
                    .entity(new Prepared(
                            prepared.eventId(), snapshot.snapshotId(), snapshot.sequence(), snapshot.manifest()))
                    .build();
        }
        if (outcome instanceof PrepareSnapshotNow.NothingPending nothing) {
            throw Problem.conflict("no rows of task '" + name + "' are pending: " + holder(nothing.newest())
                    + "; announce a batch of new rows (POST /tasks/" + name + "/batches), then ask again");
        }
        throw Problem.unavailable("a large batch of task '" + name + "' is just being taken in; ask again in a while");
    }

    private static String holder(@Nullable SnapshotTaken newest) {
        return newest == null
                ? "none was accepted yet"
                : "all are held by snapshot " + newest.snapshotId() + " at place " + newest.sequence();
    }

    /** The newest first. */
    @GET
    @Operation(summary = "The snapshots of a task, newest first")
    public SnapshotViews.Page list(
            @PathParam("task") String task,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return views.list(tasks.require(task).name(), DeclaredTasks.offset(offset), DeclaredTasks.limit(limit));
    }

    @GET
    @Path("/{snapshot}")
    @Operation(summary = "A snapshot: its shards, counts and fitted preparation")
    @Tagged
    public SnapshotManifest find(@PathParam("task") String task, @PathParam("snapshot") String snapshot) {
        return views.find(DeclaredTasks.name(task), DeclaredTasks.id(snapshot))
                .orElseThrow(() -> Problem.notFound("task '" + task + "' has no snapshot '" + snapshot
                        + "'; GET /tasks/" + task + "/snapshots lists those that it has"));
    }
}
