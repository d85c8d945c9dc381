package dev.graft.predictor;

import dev.graft.launcher.mesh.LocalMesh;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real broker and a real object store for the service under test. */
public final class LocalStoreAndBroker implements QuarkusTestResourceLifecycleManager {
    private LocalMesh mesh;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "meshes")), "mesh-");
            mesh = LocalMesh.in(folder.toAbsolutePath()).only("broker", "store").start();
            return Map.of(
                    "kafka.bootstrap.servers", mesh.bootstrapServers(),
                    "graft.store.endpoint", mesh.storeEndpoint(),
                    "graft.store.access-key", mesh.accessKey(),
                    "graft.store.secret-key", mesh.secretKey(),
                    "graft.store.bucket", mesh.bucket(),
                    "graft.models.cache",
                            folder.resolve("models").toAbsolutePath().toString(),
                    "graft.scoring.wait-for-champion", "15s",
                    // So that only events can swap a model.
                    "graft.predictor.reconcile-every", "1h");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (mesh != null) {
                mesh.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
