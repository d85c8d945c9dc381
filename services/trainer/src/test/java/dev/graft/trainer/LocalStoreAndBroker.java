package dev.graft.trainer;

import dev.graft.launcher.mesh.LocalMesh;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A real broker and a real object store for the trainer under test, which may not poll for three seconds only. */
public final class LocalStoreAndBroker implements QuarkusTestResourceLifecycleManager {
    static final int MAX_POLL_INTERVAL_MILLIS = 3_000;

    private LocalMesh mesh;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "meshes")), "mesh-")
                    .toAbsolutePath();
            mesh = LocalMesh.in(folder).only("broker", "store").start();
            return Map.of(
                    "kafka.bootstrap.servers", mesh.bootstrapServers(),
                    "graft.store.endpoint", mesh.storeEndpoint(),
                    "graft.store.access-key", mesh.accessKey(),
                    "graft.store.secret-key", mesh.secretKey(),
                    "graft.store.bucket", mesh.bucket(),
                    "graft.trainer.work", folder.resolve("work").toString(),
                    "graft.models.cache", folder.resolve("models").toString(),
                    "mp.messaging.incoming.dataset-prepared.max.poll.interval.ms",
                            Integer.toString(MAX_POLL_INTERVAL_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
