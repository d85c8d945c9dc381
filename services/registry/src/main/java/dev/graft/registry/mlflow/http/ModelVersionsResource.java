package dev.graft.registry.mlflow.http;

import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import dev.graft.registry.mlflow.EditVersions;
import dev.graft.registry.mlflow.FindModels;
import dev.graft.registry.mlflow.Locations;
import dev.graft.registry.mlflow.MlflowRegistry;
import dev.graft.registry.search.Found;
import dev.graft.registry.search.SearchModels;
import dev.graft.registry.search.VersionRecord;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code model-versions/} of MLflow's REST interface. Every DELETE has a JSON body, as MLflow's client sends it. */
@Path("/api/2.0/mlflow/model-versions")
@Consumes(MediaType.WILDCARD)
@APIResponse(
        responseCode = "default",
        description = "Why it was refused, in MLflow's form",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = MlflowAnswers.Failure.class)))
public class ModelVersionsResource {
    private static final int DEFAULT_RESULTS = 10_000;

    private final FindModels finding;
    private final EditVersions editing;
    private final Locations locations;
    private final SearchModels searching;

    public ModelVersionsResource(MlflowRegistry registry) {
        this.finding = registry.finding();
        this.editing = registry.versions();
        this.locations = registry.locations();
        this.searching = registry.searching();
    }

    @POST
    @Path("/create")
    @Operation(summary = "MLflow: registers a version of a model")
    public Response create(@Nullable String body) {
        return MlflowAnswers.answer(() -> {
            Fields fields = Fields.of(body);
            return one(editing.register(
                    fields.text("name"),
                    new EditVersions.Wish(
                            fields.text("source"),
                            fields.optional("run_id").orElse(null),
                            fields.optional("run_link").orElse(null),
                            fields.optional("description").orElse(null),
                            fields.tags())));
        });
    }

    @PATCH
    @Path("/update")
    @Operation(summary = "MLflow: describes a version")
    public Response update(@Nullable String body) {
        return MlflowAnswers.answer(() -> {
            Fields fields = Fields.of(body);
            return one(editing.describe(fields.text("name"), fields.text("version"), fields.value("description")));
        });
    }

    @DELETE
    @Path("/delete")
    @NeedsRole(Role.ADMIN)
    @Operation(summary = "MLflow: deletes a version that is not in use")
    public Response delete(@Nullable String body, @Context SecurityContext caller) {
        return MlflowAnswers.done(() -> {
            Fields fields = Fields.of(body);
            editing.delete(fields.text("name"), fields.text("version"), Movers.name(caller));
        });
    }

    @GET
    @Path("/get")
    @Operation(summary = "MLflow: a version")
    public Response get(@Context UriInfo uri) {
        return MlflowAnswers.answer(() -> one(find(Fields.of(uri.getQueryParameters()))));
    }

    @GET
    @Path("/search")
    @Operation(summary = "MLflow: versions that a filter finds, by pages")
    public Response search(@Context UriInfo uri) {
        return MlflowAnswers.answer(() -> {
            Found<VersionRecord> found = searching.versions(
                    RegisteredModelsResource.query(Fields.of(uri.getQueryParameters()), DEFAULT_RESULTS));
            return RegisteredModelsResource.page(
                    "model_versions",
                    found.items().stream().map(Shapes::version).toList(),
                    found);
        });
    }

    @GET
    @Path("/get-download-uri")
    @Operation(summary = "MLflow: where the files of a version lie")
    public Response downloadUri(@Context UriInfo uri) {
        return MlflowAnswers.answer(
                () -> Map.of("artifact_uri", locations.of(find(Fields.of(uri.getQueryParameters())))));
    }

    /** Any stage: whether one leaves Production is known only when it is done. */
    @POST
    @Path("/transition-stage")
    @NeedsRole(Role.PROMOTER)
    @Operation(summary = "MLflow: moves a version to a stage")
    public Response transition(@Nullable String body) {
        return MlflowAnswers.answer(() -> {
            Fields fields = Fields.of(body);
            return one(editing.move(
                    fields.text("name"),
                    fields.text("version"),
                    fields.text("stage"),
                    fields.flag("archive_existing_versions")));
        });
    }

    @POST
    @Path("/set-tag")
    @Operation(summary = "MLflow: tags a version")
    public Response setTag(@Nullable String body) {
        return MlflowAnswers.done(() -> {
            Fields fields = Fields.of(body);
            editing.tag(fields.text("name"), fields.text("version"), fields.text("key"), fields.value("value"));
        });
    }

    @DELETE
    @Path("/delete-tag")
    @NeedsRole(Role.WRITER)
    @Operation(summary = "MLflow: takes a tag off a version")
    public Response deleteTag(@Nullable String body) {
        return MlflowAnswers.done(() -> {
            Fields fields = Fields.of(body);
            editing.untag(fields.text("name"), fields.text("version"), fields.text("key"));
        });
    }

    private VersionRecord find(Fields fields) {
        return finding.version(fields.text("name"), fields.text("version"));
    }

    private static Map<String, Object> one(VersionRecord version) {
        return Map.of("model_version", Shapes.version(version));
    }
}
