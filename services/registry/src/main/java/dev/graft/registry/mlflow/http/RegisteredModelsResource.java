package dev.graft.registry.mlflow.http;

import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import dev.graft.registry.label.Refused;
import dev.graft.registry.label.Stage;
import dev.graft.registry.mlflow.EditAliases;
import dev.graft.registry.mlflow.EditModels;
import dev.graft.registry.mlflow.FindModels;
import dev.graft.registry.mlflow.MlflowRegistry;
import dev.graft.registry.mlflow.RenameModel;
import dev.graft.registry.search.Found;
import dev.graft.registry.search.ModelRecord;
import dev.graft.registry.search.Query;
import dev.graft.registry.search.SearchModels;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code registered-models/} of MLflow's REST interface. Every DELETE has a JSON body, as MLflow's client sends it. */
@Path("/api/2.0/mlflow/registered-models")
@Consumes(MediaType.WILDCARD)
@APIResponse(
        responseCode = "default",
        description = "Why it was refused, in MLflow's form",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = MlflowAnswers.Failure.class)))
public class RegisteredModelsResource {
    private static final int DEFAULT_RESULTS = 100;

    private final FindModels finding;
    private final EditModels editing;
    private final RenameModel renaming;
    private final EditAliases aliases;
    private final SearchModels searching;

    public RegisteredModelsResource(MlflowRegistry registry) {
        this.finding = registry.finding();
        this.editing = registry.models();
        this.renaming = registry.renaming();
        this.aliases = registry.aliases();
        this.searching = registry.searching();
    }

    @POST
    @Path("/create")
    @Operation(summary = "MLflow: creates a model without versions")
    public Response create(@Nullable String body) {
        return MlflowAnswers.answer(() -> {
            Fields fields = Fields.of(body);
            return one(editing.create(
                    fields.text("name"), fields.optional("description").orElse(null), fields.tags()));
        });
    }

    @POST
    @Path("/rename")
    @NeedsRole(Role.ADMIN)
    @Operation(summary = "MLflow: renames a model")
    public Response rename(@Nullable String body, @Context SecurityContext caller) {
        return MlflowAnswers.answer(() -> {
            Fields fields = Fields.of(body);
            return one(renaming.rename(fields.text("name"), fields.text("new_name"), Movers.name(caller)));
        });
    }

    @PATCH
    @Path("/update")
    @Operation(summary = "MLflow: describes a model")
    public Response update(@Nullable String body) {
        return MlflowAnswers.answer(() -> {
            Fields fields = Fields.of(body);
            return one(editing.describe(fields.text("name"), fields.value("description")));
        });
    }

    @DELETE
    @Path("/delete")
    @NeedsRole(Role.ADMIN)
    @Operation(summary = "MLflow: deletes a model that is not in use")
    public Response delete(@Nullable String body, @Context SecurityContext caller) {
        return MlflowAnswers.done(() -> editing.delete(Fields.of(body).text("name"), Movers.name(caller)));
    }

    @GET
    @Path("/get")
    @Operation(summary = "MLflow: a model")
    public Response get(@Context UriInfo uri) {
        return MlflowAnswers.answer(
                () -> one(finding.model(Fields.of(uri.getQueryParameters()).text("name"))));
    }

    @GET
    @Path("/search")
    @Operation(summary = "MLflow: models that a filter finds, by pages")
    public Response search(@Context UriInfo uri) {
        return MlflowAnswers.answer(() -> {
            Found<ModelRecord> found = searching.models(query(Fields.of(uri.getQueryParameters()), DEFAULT_RESULTS));
            return page(
                    "registered_models",
                    found.items().stream().map(Shapes::model).toList(),
                    found);
        });
    }

    @POST
    @Path("/get-latest-versions")
    @NeedsRole(Role.READER)
    @Operation(summary = "MLflow: the newest version in each stage")
    public Response latestVersions(@Nullable String body) {
        return MlflowAnswers.answer(() -> newest(Fields.of(body)));
    }

    @GET
    @Path("/get-latest-versions")
    @Operation(summary = "MLflow: the newest version in each stage")
    public Response latestVersions(@Context UriInfo uri) {
        return MlflowAnswers.answer(() -> newest(Fields.of(uri.getQueryParameters())));
    }

    private Map<String, Object> newest(Fields fields) {
        List<Stage> stages = fields.texts("stages").stream()
                .map(word -> Stage.of(word)
                        .orElseThrow(() -> Refused.invalid(
                                "a stage is None, Staging, Production or Archived, not '" + word + "'")))
                .toList();
        return Map.of("model_versions", Shapes.newest(finding.model(fields.text("name")), stages));
    }

    @POST
    @Path("/set-tag")
    @Operation(summary = "MLflow: tags a model")
    public Response setTag(@Nullable String body) {
        return MlflowAnswers.done(() -> {
            Fields fields = Fields.of(body);
            editing.tag(fields.text("name"), fields.text("key"), fields.value("value"));
        });
    }

    @DELETE
    @Path("/delete-tag")
    @NeedsRole(Role.WRITER)
    @Operation(summary = "MLflow: takes a tag off a model")
    public Response deleteTag(@Nullable String body) {
        return MlflowAnswers.done(() -> {
            Fields fields = Fields.of(body);
            editing.untag(fields.text("name"), fields.text("key"));
        });
    }

    @POST
    @Path("/alias")
    @NeedsRole(Role.PROMOTER)
    @Operation(summary = "MLflow: gives a version an alias")
    public Response setAlias(@Nullable String body, @Context SecurityContext caller) {
        return MlflowAnswers.done(() -> {
            Fields fields = Fields.of(body);
            aliases.set(fields.text("name"), fields.text("alias"), fields.text("version"), Movers.name(caller));
        });
    }

    @DELETE
    @Path("/alias")
    @NeedsRole(Role.PROMOTER)
    @Operation(summary = "MLflow: takes an alias away")
    public Response deleteAlias(@Nullable String body, @Context SecurityContext caller) {
        return MlflowAnswers.done(() -> {
            Fields fields = Fields.of(body);
            aliases.delete(fields.text("name"), fields.text("alias"), Movers.name(caller));
        });
    }

    @GET
    @Path("/alias")
    @Operation(summary = "MLflow: the version that an alias names")
    public Response byAlias(@Context UriInfo uri) {
        return MlflowAnswers.answer(() -> {
            Fields fields = Fields.of(uri.getQueryParameters());
            return Map.of("model_version", Shapes.version(finding.byAlias(fields.text("name"), fields.text("alias"))));
        });
    }

    private static Map<String, Object> one(ModelRecord model) {
        return Map.of("registered_model", Shapes.model(model));
    }

    static Query query(Fields fields, int defaultResults) {
        return new Query(
                fields.optional("filter").orElse(null),
                fields.texts("order_by"),
                fields.number("max_results", defaultResults),
                fields.optional("page_token").orElse(null));
    }

    static Map<String, Object> page(String field, List<Map<String, Object>> items, Found<?> found) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(field, items);
        if (found.nextToken() != null) {
            page.put("next_page_token", found.nextToken());
        }
        return page;
    }
}
