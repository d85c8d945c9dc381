package dev.graft.registry.retention;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.StoreLayout;
import dev.graft.launcher.mesh.LocalMesh;
import dev.graft.platform.store.MinioObjectStore;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.Faults;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.RunFiles;
import dev.graft.registry.fixture.Verdicts;
import io.minio.MinioClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a collection frees on a real store's disk, and what it costs. {@code -Dgraft.retention.versions=1000} for many. */
class RealStoreTest {
    private static final int VERSIONS = Integer.getInteger("graft.retention.versions", 12);
    private static final int STAY = 2;
    private static final Instant LATER = Instant.parse("2027-02-01T00:00:00Z");
    private static final RetentionPolicy NOTHING_EXTRA =
            new RetentionPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ofHours(24));

    private static LocalMesh mesh;
    private static Path folder;

    private final ObjectStore store = new MinioObjectStore(
            MinioClient.builder()
                    .endpoint(mesh.storeEndpoint())
                    .region("us-east-1")
                    .credentials(mesh.accessKey(), mesh.secretKey())
                    .build(),
            mesh.bucket());

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "meshes")), "mesh-")
                .toAbsolutePath();
        mesh = LocalMesh.in(folder).only("store").start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        mesh.close();
    }

    @Test
    void frees_bytes_on_the_disk_and_costs_nothing_where_nothing_is_left() throws IOException {
        givenVersions();
        long before = bytesOnDisk();
        Faults counter = Faults.none();
        CollectGarbage collector = new RegistryProcess(store, new Broker(), counter)
                .collector(NOTHING_EXTRA, Kept.NOTHING, VERSIONS, LATER);
        long freed = 2L * (VERSIONS - STAY) * RunFiles.MODEL_BYTES;

        GarbageCollection first = timed("first collection", counter, collector);
        GarbageCollection second = timed("second collection", counter, collector);

        assertThat(first.bytes()).isEqualTo(freed);
        assertThat(bytesInStore()).isEqualTo(2L * STAY * RunFiles.MODEL_BYTES);
        // Less than all of it: the marks are new.
        assertThat(before - bytesOnDisk()).isGreaterThan(freed / 2);
        assertThat(second.garbage()).isEmpty();
        assertThat(second.runsSeen()).isEqualTo(STAY);
    }

    private static GarbageCollection timed(String what, Faults counter, CollectGarbage collector) {
        int calls = counter.calls();
        long start = System.nanoTime();
        GarbageCollection done = collector.collect(false).orElseThrow();
        System.out.printf(
                "%s with %d versions: %d freed, %d calls to the store, %.1f s%n",
                what, VERSIONS, done.runs(), counter.calls() - calls, (System.nanoTime() - start) / 1e9);
        return done;
    }

    private void givenVersions() {
        RegistryProcess process = new RegistryProcess(store, new Broker());
        RunFiles runs = new RunFiles(store);
        for (int version = 1; version <= VERSIONS; version++) {
            runs.completed(TASK, "run-" + version);
            process.decide(Verdicts.promote("run-" + version, version == 1 ? null : version - 1));
        }
    }

    private long bytesInStore() {
        AtomicLong sum = new AtomicLong();
        store.scan(StoreLayout.RUNS, (key, bytes) -> {
            if (key.contains("/attempts/")) {
                sum.addAndGet(bytes);
            }
        });
        return sum.get();
    }

    private static long bytesOnDisk() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith(".log"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
