package dev.graft.launcher.command;

import dev.graft.contracts.event.LabellingWanted;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.MeshRest;
import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.client.WantedLabels;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.process.Readiness;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A running mesh's broker, store and services, as the commands use them. */
final class MeshClients {

    private final MeshPlan plan;
    private final Map<String, String> environment;

    MeshClients(MeshPlan plan, Map<String, String> environment) {
        this.plan = plan;
        this.environment = environment;
    }

    static MeshClients of(MeshOptions options) throws IOException {
        return new MeshClients(options.plan(), System.getenv());
    }

    StoreAddress store() {
        return StoreAddress.of(plan, environment);
    }

    MeshRest service(String name) {
        return new MeshRest(name, plan.address(name), MeshRest.token(environment));
    }

    EventSender sender() {
        return new EventSender(bootstrapServers());
    }

    EventTail tail() {
        return EventTail.fromNow(bootstrapServers());
    }

    List<LabellingWanted> wantedLabels(String task) {
        return WantedLabels.read(bootstrapServers(), task);
    }

    /** @throws CommandFailure when the mesh's own broker does not run */
    private String bootstrapServers() {
        String named = environment.get("KAFKA_BOOTSTRAP_SERVERS");
        if (named != null) {
            return named;
        }
        if (!new Readiness.OpenPort(plan.port(plan.description().service("broker"))).isReady()) {
            throw new CommandFailure(
                    ExitCode.NOT_RUNNING, "no broker at " + plan.bootstrapServers() + ": start the mesh with graft up");
        }
        return plan.bootstrapServers();
    }
}
