package dev.graft.dataprep.snapshot.http;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.dataprep.snapshot.SnapshotViews;
import dev.graft.dataprep.task.http.DeclaredTasks;
import dev.graft.platform.http.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** {@code /tasks/{task}/snapshots}: the snapshots of a data set. */
@Path("/tasks/{task}/snapshots")
@Produces(MediaType.APPLICATION_JSON)
public class SnapshotResource {
    private final SnapshotViews views;
    private final DeclaredTasks tasks;

    public SnapshotResource(SnapshotViews views, DeclaredTasks tasks) {
        this.views = views;
        this.tasks = tasks;
    }

    /** The newest first. */
    @GET
    public SnapshotViews.Page list(
            @PathParam("task") String task,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return views.list(tasks.require(task).name(), DeclaredTasks.offset(offset), DeclaredTasks.limit(limit));
    }

    @GET
    @Path("/{snapshot}")
    public SnapshotManifest find(@PathParam("task") String task, @PathParam("snapshot") String snapshot) {
        return views.find(DeclaredTasks.name(task), DeclaredTasks.id(snapshot))
                .orElseThrow(() -> Problem.notFound("task '" + task + "' has no snapshot '" + snapshot
                        + "'; GET /tasks/" + task + "/snapshots lists those that it has"));
    }
}
