package dev.graft.registry.catalogue.http;

import dev.graft.contracts.document.ModelAlias;
import dev.graft.platform.http.Problem;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.catalogue.BrowseModels;
import dev.graft.registry.catalogue.ModelView;
import dev.graft.registry.catalogue.Page;
import dev.graft.registry.catalogue.VersionView;
import dev.graft.registry.history.Move;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Models, versions, moves and aliases. Lists are cut by {@code offset} and {@code limit}; the newest come first. */
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
    private final BrowseModels browsing;

    public ModelsResource(BrowseModels browsing) {
        this.browsing = browsing;
    }

    /** A list that is short by nature. */
    public record Items<T>(List<T> items) {}

    @GET
    @Operation(summary = "The models, each with what is live")
    public Page<ModelView> models(
            @QueryParam("offset") int offset, @QueryParam("limit") @DefaultValue(Cuts.DEFAULT_LIMIT) int limit) {
        return browsing.models(Cuts.of(offset, limit));
    }

    @GET
    @Path("/{task:[a-z0-9][a-z0-9-]{0,62}}")
    @Operation(summary = "A model with what is live")
    public ModelView model(@PathParam("task") String task) {
        return browsing.model(book(task));
    }

    @GET
    @Path("/{task:[a-z0-9][a-z0-9-]{0,62}}/versions")
    @Operation(summary = "The versions of a model, newest first")
    public Page<VersionView> versions(
            @PathParam("task") String task,
            @QueryParam("offset") int offset,
            @QueryParam("limit") @DefaultValue(Cuts.DEFAULT_LIMIT) int limit) {
        return browsing.versions(book(task), Cuts.of(offset, limit));
    }

    @GET
    @Path("/{task:[a-z0-9][a-z0-9-]{0,62}}/history")
    @Operation(summary = "The moves of a model, newest first")
    public Page<Move> history(
            @PathParam("task") String task,
            @QueryParam("offset") int offset,
            @QueryParam("limit") @DefaultValue(Cuts.DEFAULT_LIMIT) int limit) {
        return browsing.history(book(task), Cuts.of(offset, limit));
    }

    @GET
    @Path("/{task:[a-z0-9][a-z0-9-]{0,62}}/aliases")
    @Operation(summary = "The aliases of a model")
    public Items<ModelAlias> aliases(@PathParam("task") String task) {
        return new Items<>(browsing.aliases(book(task)));
    }

    private ModelBook book(String task) {
        return browsing.find(task).orElseThrow(() -> Problem.notFound("there is no model " + task));
    }
}
