package dev.graft.launcher.lifecycle;

import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.ServiceDescription;
import dev.graft.launcher.process.ProcessFigures;
import dev.graft.launcher.process.ProcessTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One service at one moment.
 *
 * @param pid null when no process runs
 * @param uptime null when no process runs
 * @param residentBytes memory in RAM; null when no process runs or the system does not tell
 * @param outdated a start now would start something else: the jars or the configuration have changed
 */
public record ServiceState(
        String name,
        Health health,
        int port,
        @Nullable Long pid,
        @Nullable Duration uptime,
        @Nullable Long residentBytes,
        boolean outdated) {

    /** Whether the service does its work. */
    public enum Health {
        READY,
        NOT_READY,
        STOPPED;

        public String shown() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** All services of the plan, in its order. */
    public static List<ServiceState> all(MeshPlan plan, Instant now) {
        Roster roster = Roster.of(plan.home());
        return plan.description().services().parallelStream()
                .map(service -> of(plan, service, roster.first(service.name()), now))
                .toList();
    }

    private static ServiceState of(
            MeshPlan plan, ServiceDescription service, Optional<ProcessTable.Entry> entry, Instant now) {
        int port = plan.port(service);
        if (entry.isEmpty()) {
            return new ServiceState(service.name(), Health.STOPPED, port, null, null, null, false);
        }
        ProcessHandle process = entry.get().handle();
        Health health = plan.readiness(service).isReady() ? Health.READY : Health.NOT_READY;
        var resident = ProcessFigures.residentBytes(process);
        return new ServiceState(
                service.name(),
                health,
                port,
                process.pid(),
                ProcessFigures.age(process, now).orElse(null),
                resident.isPresent() ? resident.getAsLong() : null,
                !entry.get().identity().equals(plan.launch(service).identity()));
    }
}
