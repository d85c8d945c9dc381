package dev.graft.registry;

import dev.graft.contracts.StoreLayout;
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
import java.util.Base64;
import java.util.Map;

/**
 * A real broker and a real object store for the registry under test. Before it starts, another registry has died between
 * a move and the alias that follows it.
 */
public final class LocalStoreAndBroker implements QuarkusTestResourceLifecycleManager {
    static final String HALF_MOVED_TASK = "half-moved";
    static final String UNMARKED_TASK = "unmarked";

    /** The mark, two looks, the version, its hold, and the history; then the process is dead. */
    private static final int CALLS_UP_TO_THE_MOVE = 6;

    private LocalMesh mesh;
    private KeyFiles keys;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "meshes")), "mesh-");
            mesh = LocalMesh.in(folder.toAbsolutePath()).only("broker", "store").start();
            registerUnmarked(store(mesh));
            dieHalfway(store(mesh));
            keys = KeyFiles.in(folder.toAbsolutePath());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", mesh.bootstrapServers()),
                Map.entry("graft.store.endpoint", mesh.storeEndpoint()),
                Map.entry("graft.store.access-key", mesh.accessKey()),
                Map.entry("graft.store.secret-key", mesh.secretKey()),
                Map.entry("graft.store.bucket", mesh.bucket()),
                Map.entry("graft.signing.private-key", keys.privateFile().toString()),
                Map.entry("graft.signing.public-keys", keys.publicFile().toString()),
                // What others do is to be learnt from the topic alone.
                Map.entry("graft.registry.index-every", "1h"),
                Map.entry("graft.webhooks.schemes", "https,http"),
                Map.entry("graft.webhooks.private-addresses", "true"),
                Map.entry("graft.webhooks.secret-key", Base64.getEncoder().encodeToString(new byte[32])));
    }

    private static ObjectStore store(LocalMesh mesh) {
        MinioClient client = MinioClient.builder()
                .endpoint(mesh.storeEndpoint())
                .region("us-east-1")
                .credentials(mesh.accessKey(), mesh.secretKey())
                .build();
        return new MinioObjectStore(client, mesh.bucket());
    }

    /** As it is left by a registry that knew neither marks nor states. */
    private static void registerUnmarked(ObjectStore store) {
        new RegistryProcess(store, new Broker()).decide(Verdicts.promote(UNMARKED_TASK, "run-unmarked", null));
        store.list(StoreLayout.CHANGES).forEach(store::delete);
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
