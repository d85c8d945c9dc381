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
    public Page<ModelView> models(
            @QueryParam("offset") int offset, @QueryParam("limit") @DefaultValue(Cuts.DEFAULT_LIMIT) int limit) {
        return browsing.models(Cuts.of(offset, limit));
    }

    @GET
    @Path("/{task:[a-z0-9][a-z0-9-]{0,62}}")
    public ModelView model(@PathParam("task") String task) {
        return browsing.model(book(task));
    }

    @GET
    @Path("/{task:[a-z0-9][a-z0-9-]{0,62}}/versions")
    public Page<VersionView> versions(
            @PathParam("task") String task,
            @QueryParam("offset") int offset,
            @QueryParam("limit") @DefaultValue(Cuts.DEFAULT_LIMIT) int limit) {
        return browsing.versions(book(task), Cuts.of(offset, limit));
    }

    @GET
    @Path("/{task:[a-z0-9][a-z0-9-]{0,62}}/history")
    public Page<Move> history(
            @PathParam("task") String task,
            @QueryParam("offset") int offset,
            @QueryParam("limit") @DefaultValue(Cuts.DEFAULT_LIMIT) int limit) {
        return browsing.history(book(task), Cuts.of(offset, limit));
    }

    @GET
    @Path("/{task:[a-z0-9][a-z0-9-]{0,62}}/aliases")
    public Items<ModelAlias> aliases(@PathParam("task") String task) {
        return new Items<>(browsing.aliases(book(task)));
    }

    private ModelBook book(String task) {
        return browsing.find(task).orElseThrow(() -> Problem.notFound("there is no model " + task));
    }
}
