package dev.graft.launcher.mesh;

import dev.graft.launcher.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mesh of real processes for a test: real broker, real object store, any of the services, each in its own JVM.
 *
 * <pre>{@code
 * try (LocalMesh mesh = LocalMesh.in(folder).only("broker", "store", "trainer").start()) {
 *     mesh.service("trainer").kill9();
 *     mesh.service("trainer").restart();
 * }
 * }</pre>
 *
 * <p>What it starts ends with {@link #close}, or with the test's JVM. Used by one thread.
 */
public final class LocalMesh implements AutoCloseable {

    private static final int PORTS = 32;

    private final MeshPlan plan;
    private final Map<String, MeshService> services = new LinkedHashMap<>();
    private final Thread endWithThisJvm = new Thread(this::killAll, "end-mesh");

    private LocalMesh(MeshPlan plan) {
        this.plan = plan;
        Runtime.getRuntime().addShutdownHook(endWithThisJvm);
    }

    public static Builder in(Path folder) {
        return new Builder(new MeshHome(folder));
    }

    public MeshService broker() {
        return service("broker");
    }

    public MeshService store() {
        return service("store");
    }

    /** @throws IllegalArgumentException when this mesh does not have it */
    public MeshService service(String name) {
        MeshService service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException("no service " + name + " in this mesh; it has " + services.keySet());
        }
        return service;
    }

    /**
     * A second instance of a service beside the first, on a port of its own; started by the caller.
     *
     * @param name of the instance, as {@code trainer-2}
     */
    public MeshService another(String service, String name) {
        MeshService instance =
                new MeshService(plan, plan.description().service(service), name, List.of(Ports.freeBase(1)), Map.of());
        if (services.putIfAbsent(name, instance) != null) {
            throw new IllegalArgumentException("the mesh has a " + name);
        }
        return instance;
    }

    public String bootstrapServers() {
        return plan.bootstrapServers();
    }

    /** As {@code http://127.0.0.1:7400}. */
    public String storeEndpoint() {
        return plan.address("store").toString();
    }

    public String bucket() {
        return MeshPlan.BUCKET;
    }

    public String accessKey() {
        return plan.credentials().accessKey();
    }

    public String secretKey() {
        return plan.credentials().secretKey();
    }

    /** Stops all, the last started first. */
    @Override
    public void close() throws InterruptedException {
        List<MeshService> lastFirst = new ArrayList<>(services.values());
        Collections.reverse(lastFirst);
        for (MeshService service : lastFirst) {
            if (service.isAlive()) {
                service.stop();
            }
        }
        Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
    }

    private void killAll() {
        for (MeshService service : services.values()) {
            if (service.isAlive()) {
                ProcessHandle.of(service.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    private void startAll() throws IOException, InterruptedException {
        for (List<ServiceDescription> layer : plan.description().layers()) {
            for (ServiceDescription description : layer) {
                if (services.containsKey(description.name())) {
                    service(description.name()).launch();
                }
            }
            for (ServiceDescription description : layer) {
                if (services.containsKey(description.name())) {
                    service(description.name()).awaitReady();
                }
            }
        }
    }

    /** What a test's mesh consists of; the default is all of Graft on free ports. */
    public static final class Builder {

        private final MeshHome home;
        private final Map<String, Map<String, String>> additions = new HashMap<>();
        private MeshDescription description = MeshDescription.standard();
        private @Nullable Set<String> only;
        private int portBase;

        private Builder(MeshHome home) {
            this.home = home;
        }

        /** Starts these alone. */
        public Builder only(String... names) {
            only = Set.of(names);
            return this;
        }

        public Builder portBase(int base) {
            portBase = base;
            return this;
        }

        /** A variable of one service's environment, from its first start on. */
        public Builder environment(String service, String variable, String value) {
            additions.computeIfAbsent(service, name -> new HashMap<>()).put(variable, value);
            return this;
        }

        Builder description(MeshDescription other) {
            description = other;
            return this;
        }

        /** Starts all and waits until each is ready; what did start is ended when one does not. */
        public LocalMesh start() throws IOException, InterruptedException {
            home.create();
            int base = portBase == 0 ? Ports.freeBase(PORTS) : portBase;
            LocalMesh mesh = new LocalMesh(
                    new MeshPlan(ProjectFolder.find(), home, base, StoreCredentials.of(home), description));
            for (ServiceDescription service : chosen()) {
                mesh.services.put(
                        service.name(),
                        new MeshService(
                                mesh.plan,
                                service,
                                service.name(),
                                mesh.plan.ports(service),
                                additions.getOrDefault(service.name(), Map.of())));
            }
            try {
                mesh.startAll();
                return mesh;
            } catch (IOException | InterruptedException | RuntimeException e) {
                mesh.close();
                throw e;
            }
        }

        private List<ServiceDescription> chosen() {
            if (only == null) {
                return description.services();
            }
            return only.stream()
                    .map(description::service)
                    .collect(Collectors.collectingAndThen(
                            Collectors.toList(),
                            chosen -> description.services().stream()
                                    .filter(chosen::contains)
                                    .toList()));
        }
    }
}
