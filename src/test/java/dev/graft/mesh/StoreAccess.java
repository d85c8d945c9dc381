package dev.graft.mesh;

import dev.graft.launcher.mesh.LocalMesh;
import org.jspecify.annotations.Nullable;

/** Where the object store of a mesh is and who may use it. */
record StoreAccess(String endpoint, String accessKey, String secretKey) {

    /** The server that the environment names, as a real MinIO; null where it names none. */
    static @Nullable StoreAccess fromEnvironment() {
        String endpoint = System.getenv("GRAFT_TEST_S3_ENDPOINT");
        return endpoint == null
                ? null
                : new StoreAccess(
                        endpoint, System.getenv("GRAFT_TEST_S3_ACCESS_KEY"), System.getenv("GRAFT_TEST_S3_SECRET_KEY"));
    }

    static StoreAccess of(LocalMesh mesh) {
        return new StoreAccess(mesh.storeEndpoint(), mesh.accessKey(), mesh.secretKey());
    }
}
