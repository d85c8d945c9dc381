package dev.graft.launcher.doctor;

import dev.graft.launcher.lifecycle.ServiceState;
import dev.graft.launcher.lifecycle.ServiceState.Health;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.ServiceDescription;
import dev.graft.launcher.process.PortHolder;
import dev.graft.launcher.process.Ports;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The mesh's services: built, running, and where they do not run, whether their ports are free. */
public final class MeshCheck implements Check {

    private final MeshPlan plan;

    public MeshCheck(MeshPlan plan) {
        this.plan = plan;
    }

    @Override
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        List<ServiceState> states = ServiceState.all(plan, Instant.now());
        findings.add(built());
        findings.add(running(states));
        findings.addAll(ports(states));
        return findings;
    }

    private Finding built() {
        String missing = plan.description().services().stream()
                .filter(service -> !Files.exists(plan.jar(service)))
                .map(ServiceDescription::name)
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Finding.ok("Build", "every service is built")
                : Finding.warn("Build", "not built: " + missing, "graft up builds it");
    }

    private static Finding running(List<ServiceState> states) {
        String ill = named(states, Health.NOT_READY);
        String stopped = named(states, Health.STOPPED);
        if (!ill.isEmpty()) {
            return Finding.fail("Mesh", "not ready: " + ill, "read graft logs SERVICE; graft up starts it anew");
        }
        if (stopped.isEmpty()) {
            return Finding.ok("Mesh", "all services are ready");
        }
        boolean none = states.stream().allMatch(state -> state.health() == Health.STOPPED);
        return none
                ? Finding.ok("Mesh", "does not run")
                : Finding.warn("Mesh", "stopped: " + stopped, "graft up starts what is missing");
    }

    private static String named(List<ServiceState> states, Health health) {
        return states.stream()
                .filter(state -> state.health() == health)
                .map(ServiceState::name)
                .collect(Collectors.joining(", "));
    }

    private List<Finding> ports(List<ServiceState> states) {
        List<Finding> taken = new ArrayList<>();
        for (ServiceState state : states) {
            if (state.health() == Health.STOPPED) {
                for (int port : plan.ports(plan.description().service(state.name()))) {
                    if (!Ports.isFree(port)) {
                        taken.add(taken(state.name(), port));
                    }
                }
            }
        }
        return taken.isEmpty()
                ? List.of(Finding.ok("Ports", "free or in use by the mesh, from " + plan.portBase()))
                : taken;
    }

    private static Finding taken(String service, int port) {
        String holder =
                PortHolder.of(port).map(process -> "process " + process.pid()).orElse("another process");
        return Finding.fail(
                "Ports",
                port + ", which " + service + " needs, is taken by " + holder,
                "stop it, or use graft up --port-base");
    }
}
