package dev.graft.benchmarks.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.benchmarks.Results;
import dev.graft.benchmarks.ServiceProcesses;
import dev.graft.launcher.mesh.LocalMesh;
import dev.graft.launcher.mesh.MeshService;
import dev.graft.launcher.mesh.ProjectFolder;
import dev.graft.launcher.process.Ports;
import dev.graft.launcher.process.Probe;
import dev.graft.launcher.process.Readiness;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the events of many runs to a broker, then starts the dashboard and asks it. */
@Command(
        name = "dashboard-scale",
        description = "The dashboard's start from many events, its lists, and its live clients.",
        mixinStandardHelpOptions = true)
public final class DashboardScale implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String DASHBOARD = "dashboard";
    private static final String STORIES = "stories";

    @Option(names = "--runs", defaultValue = "100000", description = "Of ten events each. Default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(names = "--clients", defaultValue = "500", description = "Of the live stream. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(
            names = "--deaf",
            defaultValue = "10",
            description = "Clients beside them that never read. Default: ${DEFAULT-VALUE}")
    private int deaf;

    @Option(names = "--burst", defaultValue = "1000", description = "Events sent at once. Default: ${DEFAULT-VALUE}")
    private int burst;

    @Option(names = "--requests", defaultValue = "200", description = "Of each list. Default: ${DEFAULT-VALUE}")
    private int requests;

    @Option(names = "--again", paramLabel = "FOLDER", description = "Take the events that an earlier call wrote.")
    private @Nullable Path again;

    @Option(
            names = "--jvm",
            paramLabel = "OPTIONS",
            description = "For the dashboard's JVM, over its own, such as -Xmx1g or -XX:StartFlightRecording=…")
    private @Nullable String jvm;

    /**
     * What was measured.
     *
     * @param readySeconds from the process's start until it is ready
     * @param peakBytes the largest resident set until then
     * @param heapBytes used then
     * @param peakLiveBytes the largest resident set with all live clients
     */
    record Figures(
            long events,
            double readySeconds,
            double cpuSeconds,
            long peakBytes,
            long heapBytes,
            List<Lists.Latency> lists,
            Audience.Reached live,
            long peakLiveBytes) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = again == null ? newFolder() : again;
        int base = Ports.freeBase(32);
        System.out.println("Broker, store and dashboard on the ports from " + base + " in " + home);
        try (LocalMesh mesh = LocalMesh.in(home)
                        .portBase(base)
                        .only("broker", "store")
                        .start();
                StoryWriter writer = new StoryWriter(mesh.bootstrapServers())) {
            MeshService dashboard = mesh.another(DASHBOARD, DASHBOARD);
            long events = written(dashboard, writer, home);
            if (jvm != null) {
                dashboard.environment("_JAVA_OPTIONS", jvm);
            }
            report(measure(dashboard, writer, events));
        }
        return 0;
    }

    private long written(MeshService dashboard, StoryWriter writer, Path home)
            throws IOException, InterruptedException {
        Path note = home.resolve(STORIES);
        if (Files.exists(note)) {
            return Long.parseLong(Files.readString(note));
        }
        dashboard.start().stop(); // It makes the topics.
        long start = System.nanoTime();
        long events = writer.write(runs);
        Files.writeString(note, Long.toString(events));
        System.out.printf("Written: %,d events in %.0f s%n", events, (System.nanoTime() - start) / 1e9);
        return events;
    }

    private Figures measure(MeshService dashboard, StoryWriter writer, long events)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        dashboard.launch();
        Readiness health = new Readiness.HttpHealth(dashboard.url().resolve("/q/health/ready"));
        ProcessHandle handle = ProcessHandle.of(dashboard.pid()).orElseThrow();
        if (Probe.await(handle, health, PATIENCE) != Probe.Outcome.READY) {
            throw new IllegalStateException("the dashboard is not ready: " + dashboard.log());
        }
        double ready = (System.nanoTime() - start) / 1e9;
        ServiceProcesses process = new ServiceProcesses(List.of(dashboard.pid()));
        double cpu = process.cpuSeconds();
        long peak = process.peakBytes();
        System.out.printf("Ready after %.1f s, %.1f s of processor time%n", ready, cpu);
        Lists lists = new Lists(dashboard.url(), runs);
        check(Json.read(lists.get("overview"), JsonNode.class), events);
        long heap = new HeapUsed(dashboard.url()).bytes();
        List<Lists.Latency> latencies = lists.measure(requests);
        System.out.println(Lists.table(latencies));
        Audience.Reached live = new Audience(dashboard.url()).measure(writer, clients, deaf, burst);
        return new Figures(events, ready, cpu, peak, heap, latencies, live, process.peakBytes());
    }

    /** What was written must have been read as what it is. */
    private static void check(JsonNode overview, long events) {
        System.out.println("events " + overview.path("events") + ", runs " + overview.path("runs"));
        if (overview.path("events").asLong() < events
                || overview.path("unreadable").asLong() > 0) {
            throw new IllegalStateException("of " + events + " events the dashboard has read " + overview.path("events")
                    + ", and not " + overview.path("unreadable"));
        }
    }

    private static void report(Figures figures) throws IOException {
        System.out.printf(
                "%,d events: ready after %.1f s, resident %d MiB at most, heap %d MiB used%n",
                figures.events, figures.readySeconds, figures.peakBytes >> 20, figures.heapBytes >> 20);
        Audience.Reached live = figures.live;
        System.out.printf(
                "%d live clients beside %d that never read: an event came to all within %.0f ms (p50 %.0f), the last of"
                        + " %d within %.0f ms (p50 %.0f); resident %d MiB%n",
                live.clients(),
                live.deaf(),
                live.oneMillis().max(),
                live.oneMillis().p50(),
                live.events(),
                live.burstMillis().max(),
                live.burstMillis().p50(),
                figures.peakLiveBytes >> 20);
        Results.write("dashboard-scale", Map.of("figures", figures));
    }

    private static Path newFolder() throws IOException {
        Path target = ProjectFolder.find().resolve("benchmarks").resolve("target");
        return Files.createTempDirectory(Files.createDirectories(target), "dashboard-");
    }
}
