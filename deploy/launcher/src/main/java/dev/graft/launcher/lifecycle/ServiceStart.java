package dev.graft.launcher.lifecycle;

import dev.graft.launcher.lifecycle.StartProblem.NotReady;
import dev.graft.launcher.lifecycle.StartProblem.PortTaken;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.ServiceDescription;
import dev.graft.launcher.process.Ending;
import dev.graft.launcher.process.Launch;
import dev.graft.launcher.process.PortHolder;
import dev.graft.launcher.process.Ports;
import dev.graft.launcher.process.Probe;
import dev.graft.launcher.process.ProcessTable;
import dev.graft.launcher.process.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings one service to the state "one process, started as it would be started now, ready": adopts what runs and is
 * right, replaces what runs and is not, starts what is missing.
 */
final class ServiceStart {

    private static final Duration STOP_BOUND = Duration.ofSeconds(15);
    private static final int LOG_LINES = 15;

    private final MeshPlan plan;
    private final ServiceDescription service;
    private final Duration bound;
    private final Progress progress;
    private final long begun = System.nanoTime();

    ServiceStart(MeshPlan plan, ServiceDescription service, Duration bound, Progress progress) {
        this.plan = plan;
        this.service = service;
        this.bound = bound;
        this.progress = progress;
    }

    /** Empty when the service is ready. */
    Optional<StartProblem> run() throws IOException, InterruptedException {
        Launch launch = plan.launch(service);
        Optional<ProcessTable.Entry> running = keepOne(Roster.of(plan.home()).all(service.name()), launch);
        if (running.isPresent()) {
            Probe.Outcome outcome = Probe.await(running.get().handle(), readiness(), bound);
            if (outcome == Probe.Outcome.READY) {
                progress.ready(service.name(), "already running", took());
                return Optional.empty();
            }
            progress.note(service.name(), "is not ready; starting it anew");
            end(running.get());
        }
        return start(launch);
    }

    private Optional<ProcessTable.Entry> keepOne(List<ProcessTable.Entry> running, Launch launch)
            throws InterruptedException {
        Optional<ProcessTable.Entry> kept = Optional.empty();
        for (ProcessTable.Entry entry : running) {
            boolean right = entry.identity().equals(launch.identity());
            if (right && kept.isEmpty()) {
                kept = Optional.of(entry);
            } else {
                progress.note(service.name(), right ? "runs twice; ending one" : "has changed; starting it anew");
                end(entry);
            }
        }
        return kept;
    }

    private Optional<StartProblem> start(Launch launch) throws IOException, InterruptedException {
        if (!Files.exists(plan.jar(service))) {
            return failed(new NotReady(service.name(), "is not built: " + plan.jar(service) + " is missing", ""));
        }
        for (int port : plan.ports(service)) {
            if (!Ports.isFree(port)) {
                return failed(new PortTaken(service.name(), port, holder(port)));
            }
        }
        progress.starting(service.name());
        ProcessHandle process = launch.start().toHandle();
        Probe.Outcome outcome = Probe.await(process, readiness(), bound);
        if (outcome == Probe.Outcome.ENDED) {
            // One that a killed launcher was just starting may have come up meanwhile, and holds the port.
            Optional<ProcessTable.Entry> other = Roster.of(plan.home()).first(service.name());
            outcome = other.isPresent() ? Probe.await(other.get().handle(), readiness(), bound) : outcome;
        }
        if (outcome != Probe.Outcome.READY) {
            String reason = outcome == Probe.Outcome.ENDED
                    ? "ended at its start"
                    : "is not ready after " + bound.toSeconds() + " s";
            return failed(new NotReady(service.name(), reason, logEnd()));
        }
        progress.ready(service.name(), "ready", took());
        return Optional.empty();
    }

    private void end(ProcessTable.Entry entry) throws InterruptedException {
        Ending.stop(entry.handle(), STOP_BOUND);
    }

    private Optional<StartProblem> failed(StartProblem problem) {
        progress.failed(service.name(), problem instanceof PortTaken ? "port taken" : "failed");
        return Optional.of(problem);
    }

    private Readiness readiness() {
        return plan.readiness(service);
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String holder(int port) {
        return PortHolder.of(port)
                .map(process -> "process " + process.pid()
                        + process.info()
                                .command()
                                .map(command -> " (" + command + ")")
                                .orElse(""))
                .orElse("another process");
    }

    private String logEnd() throws IOException {
        Path log = plan.home().log(service.name());
        if (!Files.exists(log)) {
            return "";
        }
        List<String> lines = Files.readString(log).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }
}
