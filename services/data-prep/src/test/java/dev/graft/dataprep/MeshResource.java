package dev.graft.dataprep;

import dev.graft.launcher.process.Ending;
import dev.graft.launcher.process.JavaProgram;
import dev.graft.launcher.process.Launch;
import dev.graft.launcher.process.Ports;
import dev.graft.launcher.process.Probe;
import dev.graft.launcher.process.ProcessIdentity;
import dev.graft.launcher.process.Readiness;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real broker and a real object store, in processes of their own, for all tests of the service together. */
public class MeshResource implements QuarkusTestResourceLifecycleManager {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> CREDENTIALS =
            Map.of("GRAFT_STORE_ACCESS_KEY", "test-access-key", "GRAFT_STORE_SECRET_KEY", "test-secret-key");

    private final List<Process> processes = new ArrayList<>();
    private Path folder = Path.of("target", "mesh");

    @Override
    public Map<String, String> start() {
        int base = Ports.freeBase(3);
        try {
            folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "mesh-");
            launch("store", List.of("--port", text(base)));
            launch("broker", List.of("--port", text(base + 1), "--controller-port", text(base + 2)));
            await("store", processes.get(0), base);
            await("broker", processes.get(1), base + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the mesh was starting", e);
        }
        return Map.of(
                "kafka.bootstrap.servers", "127.0.0.1:" + (base + 1),
                "graft.store.endpoint", "http://127.0.0.1:" + base,
                "graft.store.access-key", "test-access-key",
                "graft.store.secret-key", "test-secret-key",
                "graft.dataprep.max-batch-bytes", "64K");
    }

    private void launch(String name, List<String> arguments) throws IOException {
        Path jar = Path.of("..", "..", "deploy", name, "target", "graft-local-" + name + ".jar");
        List<String> all = new ArrayList<>(
                List.of("--data-dir", folder.resolve(name).toAbsolutePath().toString()));
        all.addAll(arguments);
        var program = JavaProgram.jar(jar.toAbsolutePath(), List.of("-Xmx256m", "-XX:+UseSerialGC"), all);
        processes.add(new Launch(
                        new ProcessIdentity(folder, name, "test"),
                        program,
                        CREDENTIALS,
                        folder.toAbsolutePath(),
                        log(name))
                .start());
    }

    private void await(String name, Process process, int port) throws IOException, InterruptedException {
        if (Probe.await(process.toHandle(), new Readiness.OpenPort(port), PATIENCE) != Probe.Outcome.READY) {
            throw new IllegalStateException(name + " did not come up:\n" + Files.readString(log(name)));
        }
    }

    private Path log(String name) {
        return folder.resolve(name + ".log").toAbsolutePath();
    }

    @Override
    public void stop() {
        for (Process process : processes) {
            try {
                Ending.stop(process.toHandle(), Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }

    private static String text(int port) {
        return Integer.toString(port);
    }
}
