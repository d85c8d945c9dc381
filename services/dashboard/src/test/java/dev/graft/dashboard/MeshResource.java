package dev.graft.dashboard;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.dashboard.story.Story;
import dev.graft.dashboard.story.StoryTeller;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A real broker and a real object store, in processes of their own. Before the dashboard starts, the broker already holds
 * a past: the story of {@link #PAST}, a poison record, and a topic that ends in a transaction's mark.
 */
public class MeshResource implements QuarkusTestResourceLifecycleManager {
    public static final Story PAST = new Story("past", Instant.parse("2026-03-01T08:00:00Z"))
            .taskDeclared()
            .success("first", 1, 0.8);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> CREDENTIALS =
            Map.of("GRAFT_STORE_ACCESS_KEY", "test-access-key", "GRAFT_STORE_SECRET_KEY", "test-secret-key");

    private final List<Process> processes = new ArrayList<>();
    private Path folder = Path.of("target", "mesh");

    @Override
    public Map<String, String> start() {
        int base = Ports.freeBase(3);
        String bootstrap = "127.0.0.1:" + (base + 1);
        try {
            folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "mesh-");
            launch("store", base, List.of("--port", text(base)));
            launch("broker", base + 1, List.of("--port", text(base + 1), "--controller-port", text(base + 2)));
            tellThePast(bootstrap);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not make topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the mesh was starting", e);
        }
        return Map.of(
                "kafka.bootstrap.servers", bootstrap,
                "graft.store.endpoint", "http://127.0.0.1:" + base,
                "graft.store.access-key", "test-access-key",
                "graft.store.secret-key", "test-secret-key",
                "graft.dashboard.live.buffer", "100",
                "graft.dashboard.live.heartbeat", "500ms");
    }

    private void launch(String name, int port, List<String> arguments) throws IOException, InterruptedException {
        Path jar = Path.of("..", "..", "deploy", name, "target", "graft-local-" + name + ".jar");
        List<String> all = new ArrayList<>(
                List.of("--data-dir", folder.resolve(name).toAbsolutePath().toString()));
        all.addAll(arguments);
        Path log = folder.resolve(name + ".log").toAbsolutePath();
        var program = JavaProgram.jar(jar.toAbsolutePath(), List.of("-Xmx256m", "-XX:+UseSerialGC"), all);
        Process process = new Launch(
                        new ProcessIdentity(folder, name, "test"), program, CREDENTIALS, folder.toAbsolutePath(), log)
                .start();
        processes.add(process);
        if (Probe.await(process.toHandle(), new Readiness.OpenPort(port), PATIENCE) != Probe.Outcome.READY) {
            throw new IllegalStateException(name + " did not come up:\n" + Files.readString(log));
        }
    }

    private static void tellThePast(String bootstrap) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(Stream.of(EventType.values())
                            .map(type ->
                                    new NewTopic(type.topic(), Optional.of(EventType.PARTITIONS), Optional.empty()))
                            .toList())
                    .all()
                    .get();
        }
        List<Event<?>> events = PAST.events();
        StoryTeller.tellInTransaction(
                bootstrap,
                events.stream()
                        .filter(event -> event.type() == EventType.BATCH_LABELLED)
                        .toList());
        try (StoryTeller teller = new StoryTeller(bootstrap)) {
            teller.tellNonsense(EventType.RUN_STARTED, "past", "no event at all");
            teller.tell(events);
        }
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
