package dev.graft.launcher.mesh;

import dev.graft.launcher.process.Ending;
import dev.graft.launcher.process.Launch;
import dev.graft.launcher.process.Probe;
import dev.graft.launcher.process.Readiness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One service process in the hands of a test: stopped, killed at any moment, started again on the same data. */
public final class MeshService {

    private static final Duration START_BOUND = Duration.ofSeconds(120);
    private static final Duration STOP_BOUND = Duration.ofSeconds(40);

    private final MeshPlan plan;
    private final ServiceDescription description;
    private final String name;
    private final List<Integer> ports;
    private final Map<String, String> additions;
    private @Nullable Process process;

    MeshService(
            MeshPlan plan,
            ServiceDescription description,
            String name,
            List<Integer> ports,
            Map<String, String> additions) {
        this.plan = plan;
        this.description = description;
        this.name = name;
        this.ports = List.copyOf(ports);
        this.additions = new HashMap<>(additions);
    }

    public String name() {
        return name;
    }

    public int port() {
        return ports.get(0);
    }

    /** As {@code http://127.0.0.1:7412}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public long pid() {
        return running().pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** All that the process has printed since its last start. */
    public String log() throws IOException {
        Path log = plan.home().log(name);
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** Sets a variable of the environment from the next start on. */
    public MeshService environment(String variable, String value) {
        additions.put(variable, value);
        return this;
    }

    /** Starts the process and does not wait; a test waits with {@link #awaitReady}. */
    public MeshService launch() throws IOException {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        Launch launch = plan.launch(description, name, ports, additions);
        if (!Files.exists(plan.jar(description))) {
            throw new IllegalStateException(plan.jar(description) + " is not built: run mvn package first");
        }
        process = launch.start();
        return this;
    }

    public MeshService start() throws IOException, InterruptedException {
        return launch().awaitReady();
    }

    /** @throws IllegalStateException with the log's end when the process is not ready in two minutes, or ends */
    public MeshService awaitReady() throws IOException, InterruptedException {
        Readiness readiness = plan.readiness(description, port());
        Probe.Outcome outcome = Probe.await(running().toHandle(), readiness, START_BOUND);
        if (outcome != Probe.Outcome.READY) {
            throw new IllegalStateException(name + " is not ready (" + outcome + "); its log ends with:\n" + logEnd());
        }
        return this;
    }

    /** Waits until the process ends by itself, as one that a test makes halt at a given line. */
    public int awaitEnd(Duration bound) throws InterruptedException {
        if (!running().waitFor(bound.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(name + " still runs after " + bound);
        }
        return running().exitValue();
    }

    /** SIGKILL: nothing of the process's own code runs any more. */
    public void kill9() throws InterruptedException {
        Ending.kill(running().toHandle());
        reap();
    }

    /** SIGTERM, and SIGKILL after 40 s; says which of them ended it. */
    public Ending stop() throws InterruptedException {
        Ending ending = Ending.stop(running().toHandle(), STOP_BOUND);
        reap();
        return ending;
    }

    /** Until this JVM has asked for its exit code, Java calls a process that has ended alive. */
    private void reap() throws InterruptedException {
        running().waitFor();
    }

    /** Starts again after a stop or a kill, and waits until it is ready. */
    public MeshService restart() throws IOException, InterruptedException {
        if (isAlive()) {
            stop();
        }
        return start();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    private String logEnd() throws IOException {
        String log = log();
        return log.substring(Math.max(0, log.length() - 4_000));
    }
}
