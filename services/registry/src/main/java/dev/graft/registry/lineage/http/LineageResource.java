package dev.graft.registry.lineage.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.platform.http.Problem;
import dev.graft.platform.http.Tagged;
import dev.graft.registry.book.Books;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.catalogue.BrowseModels;
import dev.graft.registry.catalogue.VersionView;
import dev.graft.registry.lineage.DiffVersions;
import dev.graft.registry.lineage.Difference;
import dev.graft.registry.lineage.ExplainVersion;
import dev.graft.registry.lineage.Lineage;
import dev.graft.registry.lineage.TraceLineage;
import dev.graft.registry.lineage.Why;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A version with its lineage, and why it is live or is not. */
@Path("/models/{task:[a-z0-9][a-z0-9-]{0,62}}")
@Produces(MediaType.APPLICATION_JSON)
public class LineageResource {
    private final Books books;
    private final BrowseModels browsing;
    private final TraceLineage tracing;
    private final ExplainVersion explaining;
    private final DiffVersions diffing;

    public LineageResource(
            Books books, BrowseModels browsing, TraceLineage tracing, ExplainVersion explaining, DiffVersions diffing) {
        this.books = books;
        this.browsing = browsing;
        this.tracing = tracing;
        this.explaining = explaining;
        this.diffing = diffing;
    }

    /** A version, where it stands, and where it comes from. */
    public record VersionWithLineage(
            String task, @JsonUnwrapped VersionView view, Lineage lineage) {}

    @GET
    @Path("/versions/{version:\\d{1,9}}")
    @Operation(summary = "A version, where it stands, and where it comes from")
    @Tagged
    public VersionWithLineage version(@PathParam("task") String task, @PathParam("version") int number) {
        ModelBook book = book(task);
        ModelVersion version = browsing.version(book, number).orElseThrow(noVersion(book, number));
        VersionView view = book.versions()
                .find(number)
                .map(known -> browsing.view(book, known))
                .orElseThrow(noVersion(book, number));
        return new VersionWithLineage(task, view, tracing.trace(version.evaluation()));
    }

    @GET
    @Path("/why")
    @Operation(summary = "Why the live version of a model is live")
    public Why whyLive(@PathParam("task") String task) {
        ModelBook book = book(task);
        int live = book.history()
                .live()
                .orElseThrow(() -> Problem.notFound("nothing of " + task
                        + " is live yet; why a version was refused is told by /models/" + task
                        + "/versions/{version}/why"));
        return explaining.explain(book, live).orElseThrow(noVersion(book, live));
    }

    @GET
    @Path("/versions/{version:\\d{1,9}}/why")
    @Operation(summary = "Why a version is live, or is not")
    @Tagged
    public Why why(@PathParam("task") String task, @PathParam("version") int number) {
        ModelBook book = book(task);
        return explaining.explain(book, number).orElseThrow(noVersion(book, number));
    }

    /** What tells version {@code to} from version {@code from}. */
    @GET
    @Path("/versions/{from:\\d{1,9}}/diff/{to:\\d{1,9}}")
    @Operation(summary = "What tells one version of a model from another")
    @Tagged
    public Difference diff(@PathParam("task") String task, @PathParam("from") int from, @PathParam("to") int to) {
        ModelBook book = book(task);
        return diffing.diff(
                browsing.version(book, from).orElseThrow(noVersion(book, from)),
                browsing.version(book, to).orElseThrow(noVersion(book, to)));
    }

    private ModelBook book(String task) {
        return books.find(task).orElseThrow(() -> Problem.notFound("there is no model " + task));
    }

    private static Supplier<Problem> noVersion(ModelBook book, int number) {
        return () -> Problem.notFound(book.versions().whyMissing(book.task(), number));
    }
}
