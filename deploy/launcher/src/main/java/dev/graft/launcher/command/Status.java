package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.launcher.lifecycle.ServiceState;
import dev.graft.launcher.lifecycle.ServiceState.Health;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Table;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code graft status}. */
@Command(
        name = "status",
        description = "Shows each service: its state, process, port, memory. Ends with 0 when all are ready, else 5.")
public final class Status implements Callable<Integer> {

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Option(names = "--json", description = "Prints JSON")
    private boolean json;

    private final Terminal terminal;

    public Status(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        MeshPlan plan = options.plan();
        List<ServiceState> states = ServiceState.all(plan, Instant.now());
        terminal.out().println(json ? document(states) : table(states));
        return states.stream().allMatch(state -> state.health() == Health.READY) ? ExitCode.DONE : ExitCode.NOT_RUNNING;
    }

    private static String table(List<ServiceState> states) {
        Table table = new Table("SERVICE", "STATE", "ADDRESS", "PID", "UP", "MEMORY", "");
        for (ServiceState state : states) {
            table.row(
                    state.name(),
                    state.health().shown(),
                    "127.0.0.1:" + state.port(),
                    state.pid() == null ? "-" : state.pid(),
                    state.uptime() == null ? "-" : Figures.time(state.uptime()),
                    state.residentBytes() == null ? "-" : Figures.bytes(state.residentBytes()),
                    state.outdated() ? "has changed: up starts it anew" : "");
        }
        return table.toString();
    }

    private static String document(List<ServiceState> states) {
        ArrayNode services = new ObjectMapper().createArrayNode();
        for (ServiceState state : states) {
            ObjectNode service = services.addObject();
            service.put("service", state.name());
            service.put("state", state.health().shown());
            service.put("port", state.port());
            service.put("pid", state.pid());
            service.put(
                    "uptimeSeconds",
                    state.uptime() == null ? null : state.uptime().toSeconds());
            service.put("residentBytes", state.residentBytes());
            service.put("outdated", state.outdated());
        }
        return services.toPrettyString();
    }
}
