package dev.graft.registry;

import dev.graft.launcher.mesh.LocalMesh;
import dev.graft.platform.store.MinioObjectStore;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.Faults;
import dev.graft.registry.fixture.KeyFiles;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.Verdicts;
import io.minio.MinioClient;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A real broker and a real object store for the registry under test. Before it starts, another registry has died between
 * a move and the alias that follows it.
 */
public final class LocalStoreAndBroker implements QuarkusTestResourceLifecycleManager {
    static final String HALF_MOVED_TASK = "half-moved";

    /** Two looks, the version, its hold, and the history; then the process is dead. */
    private static final int CALLS_UP_TO_THE_MOVE = 5;

    private LocalMesh mesh;
    private KeyFiles keys;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "meshes")), "mesh-");
            mesh = LocalMesh.in(folder.toAbsolutePath()).only("broker", "store").start();
            dieHalfway(store(mesh));
            keys = KeyFiles.in(folder.toAbsolutePath());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "kafka.bootstrap.servers", mesh.bootstrapServers(),
                "graft.store.endpoint", mesh.storeEndpoint(),
                "graft.store.access-key", mesh.accessKey(),
                "graft.store.secret-key", mesh.secretKey(),
                "graft.store.bucket", mesh.bucket(),
                "graft.signing.private-key", keys.privateFile().toString(),
                "graft.signing.public-keys", keys.publicFile().toString());
    }

    private static ObjectStore store(LocalMesh mesh) {
        MinioClient client = MinioClient.builder()
                .endpoint(mesh.storeEndpoint())
                .region("us-east-1")
                .credentials(mesh.accessKey(), mesh.secretKey())
                .build();
        return new MinioObjectStore(client, mesh.bucket());
    }

    private static void dieHalfway(ObjectStore store) {
        var process = new RegistryProcess(store, new Broker(), Faults.after(CALLS_UP_TO_THE_MOVE));
        try {
            process.decide(Verdicts.promote(HALF_MOVED_TASK, "run-half", null));
            throw new IllegalStateException("the process should be dead");
        } catch (Faults.Crash e) {
            if (!store.list("models/" + HALF_MOVED_TASK + "/aliases/").isEmpty()) {
                throw new IllegalStateException("the process died too late", e);
            }
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
