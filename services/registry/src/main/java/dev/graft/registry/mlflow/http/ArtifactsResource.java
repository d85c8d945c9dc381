package dev.graft.registry.mlflow.http;

import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.label.Refused;
import dev.graft.registry.mlflow.MlflowRegistry;
import dev.graft.registry.mlflow.ModelFiles;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** MLflow's artifact proxy, for reading: the files of registered versions. */
@Path("/api/2.0/mlflow-artifacts/artifacts")
@Consumes(MediaType.WILDCARD)
@APIResponse(
        responseCode = "default",
        description = "Why it was refused, in MLflow's form",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = MlflowAnswers.Failure.class)))
public class ArtifactsResource {
    private final ModelFiles files;
    private final ObjectStore store;

    public ArtifactsResource(MlflowRegistry registry, ObjectStore store) {
        this.files = registry.files();
        this.store = store;
    }

    @GET
    @Operation(summary = "MLflow: the files of a registered version, <model>/<version>")
    public Response list(@QueryParam("path") @Nullable String path) {
        return MlflowAnswers.answer(() -> {
            if (path == null || path.isEmpty()) {
                throw Refused.invalid(
                        "the parameter 'path' is missing: <model>/<version>, with a folder behind it or not");
            }
            List<Map<String, Object>> entries =
                    files.list(path).stream().map(ArtifactsResource::shape).toList();
            return Map.of("files", entries);
        });
    }

    private static Map<String, Object> shape(ModelFiles.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", entry.name());
        json.put("is_dir", entry.folder());
        if (!entry.folder()) {
            json.put("file_size", entry.bytes());
        }
        return json;
    }

    @GET
    @Path("/{path:.+}")
    @Operation(summary = "MLflow: a file of a registered version")
    public Response fetch(@PathParam("path") String path) {
        ModelFiles.Located located;
        try {
            located = files.find(path);
        } catch (RuntimeException e) {
            return MlflowAnswers.answer(() -> {
                throw e;
            });
        }
        StreamingOutput output = out -> VerifiedCopy.copy(store, located, out);
        return Response.ok(output, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, located.file().bytes())
                .build();
    }
}
