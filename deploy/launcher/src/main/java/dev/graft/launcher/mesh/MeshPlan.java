package dev.graft.launcher.mesh;

import dev.graft.launcher.process.JavaProgram;
import dev.graft.launcher.process.Launch;
import dev.graft.launcher.process.ProcessIdentity;
import dev.graft.launcher.process.Readiness;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How each service of one mesh is started and where it is reached; decides nothing, starts nothing.
 *
 * @param project the folder that the jars lie under
 * @param home the mesh's own folder
 * @param portBase added to each service's port numbers
 * @param credentials of the object store
 * @param description the services
 */
public record MeshPlan(
        Path project, MeshHome home, int portBase, StoreCredentials credentials, MeshDescription description) {

    public static final String BUCKET = "graft";

    private static final String HOST = "127.0.0.1";

    public MeshPlan {
        project = project.toAbsolutePath().normalize();
    }

    public List<Integer> ports(ServiceDescription service) {
        return service.ports().stream().map(offset -> portBase + offset).toList();
    }

    public int port(ServiceDescription service) {
        return ports(service).get(0);
    }

    /** Where the service answers, as {@code http://127.0.0.1:7412}. */
    public URI address(String service) {
        return URI.create("http://" + HOST + ":" + port(description.service(service)));
    }

    public String bootstrapServers() {
        return HOST + ":" + port(description.service("broker"));
    }

    public Path jar(ServiceDescription service) {
        return project.resolve(service.jar());
    }

    public Readiness readiness(ServiceDescription service) {
        return readiness(service, port(service));
    }

    Readiness readiness(ServiceDescription service, int port) {
        if (service.health() != null) {
            return new Readiness.HttpHealth(URI.create("http://" + HOST + ":" + port + service.health()));
        }
        return new Readiness.OpenPort(port);
    }

    /** The start of the service under its own name and ports, with nothing added. */
    public Launch launch(ServiceDescription service) {
        return launch(service, service.name(), ports(service), Map.of());
    }

    /**
     * The start of one instance.
     *
     * @param instance its name; the service's own, or another for a second one beside it
     * @param ports as many as the description lists
     * @param additions win over every other variable
     */
    Launch launch(ServiceDescription service, String instance, List<Integer> ports, Map<String, String> additions) {
        List<String> arguments = service.arguments().stream()
                .map(argument -> filled(argument, instance, ports))
                .toList();
        JavaProgram program = JavaProgram.jar(jar(service), service.jvmOptions(), arguments);
        Map<String, String> environment = new HashMap<>(commonEnvironment());
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.get(0)));
        environment.put("KAFKA_GROUP_INSTANCE_ID", instance);
        environment.putAll(addresses());
        environment.putAll(service.environment());
        environment.putAll(additions);
        String configuration = new ConfigurationDigest(jar(service), program, environment).value();
        return new Launch(
                new ProcessIdentity(home.folder(), instance, configuration),
                program,
                environment,
                project,
                home.log(instance));
    }

    private Map<String, String> commonEnvironment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                portOf("broker"),
                "GRAFT_STORE_ENDPOINT",
                "http://" + portOf("store"),
                "GRAFT_STORE_ACCESS_KEY",
                credentials.accessKey(),
                "GRAFT_STORE_SECRET_KEY",
                credentials.secretKey(),
                "GRAFT_STORE_BUCKET",
                BUCKET,
                "GRAFT_DASHBOARD_DATA_PREP_URL",
                "http://" + portOf("data-prep"));
    }

    /** Where the dashboard finds those whom it asks on behalf of its page. */
    private Map<String, String> addresses() {
        return Stream.of("data-prep", "trainer", "evaluator", "registry", "predictor")
                .filter(service -> find(service).isPresent())
                .collect(Collectors.toMap(
                        service -> "GRAFT_DASHBOARD_SERVICES_"
                                + service.toUpperCase(Locale.ROOT).replace('-', '_'),
                        service -> "http://" + portOf(service)));
    }

    private String portOf(String service) {
        return find(service).map(found -> HOST + ":" + port(found)).orElse("");
    }

    /** The service of that name, where the mesh has it. */
    public Optional<ServiceDescription> find(String service) {
        return description.services().stream()
                .filter(candidate -> candidate.name().equals(service))
                .findFirst();
    }

    private String filled(String argument, String instance, List<Integer> ports) {
        return argument.replace("{data}", home.data(instance).toString())
                .replace("{port}", String.valueOf(ports.get(0)))
                .replace("{port2}", ports.size() > 1 ? String.valueOf(ports.get(1)) : "");
    }
}
