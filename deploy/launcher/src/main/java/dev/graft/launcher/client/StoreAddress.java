package dev.graft.launcher.client;

import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.StoreCredentials;
import io.minio.MinioClient;
import java.net.URI;
import java.util.Map;

/**
 * An S3 store, by where it is and as whom to use it.
 *
 * @param endpoint as {@code http://127.0.0.1:7400}
 * @param bucket the mesh's
 */
public record StoreAddress(URI endpoint, StoreCredentials credentials, String bucket) {

    private static final String REGION = "us-east-1";

    /** The store that {@code GRAFT_STORE_ENDPOINT} and its keys name; the mesh's own when it is not set. */
    public static StoreAddress of(MeshPlan plan, Map<String, String> environment) {
        String endpoint = environment.get("GRAFT_STORE_ENDPOINT");
        if (endpoint == null) {
            return new StoreAddress(plan.address("store"), plan.credentials(), MeshPlan.BUCKET);
        }
        return new StoreAddress(
                URI.create(endpoint),
                new StoreCredentials(
                        environment.getOrDefault("GRAFT_STORE_ACCESS_KEY", ""),
                        environment.getOrDefault("GRAFT_STORE_SECRET_KEY", "")),
                environment.getOrDefault("GRAFT_STORE_BUCKET", MeshPlan.BUCKET));
    }

    public MinioClient client() {
        return MinioClient.builder()
                .endpoint(endpoint.toString())
                .credentials(credentials.accessKey(), credentials.secretKey())
                .region(REGION)
                .build();
    }
}
