package dev.graft.mesh;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.task.Task;
import dev.graft.launcher.mesh.LocalMesh;
import dev.graft.launcher.mesh.MeshService;
import dev.graft.launcher.process.Ports;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.MinioObjectStore;
import dev.graft.platform.store.ObjectStore;
import io.minio.MinioClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The mesh that all tests of a JVM share: started with the first, ended with the JVM. Tasks keep tests apart. */
final class Mesh {
    private static final List<String> SERVICES =
            List.of("data-prep", "trainer", "evaluator", "registry", "predictor", "dashboard");
    private static final List<String> GATED = List.of("data-prep", "trainer", "evaluator", "registry");

    /** Files of half a megabyte are large here. */
    private static final String PART_BYTES = "256K";

    private static Mesh shared;

    private final LocalMesh processes;
    private final Map<String, StoreGate> gates;
    private final Surroundings surroundings;
    private final StoreAccess access;
    private final String bootstrapServers;
    private final MeshTap tap;
    private final TraceReceiver traces;
    private final KafkaProducer<String, byte[]> producer;
    private final EventCodec codec = new EventCodec();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Mesh(LocalMesh processes, Map<String, StoreGate> gates, TraceReceiver traces, Surroundings surroundings) {
        this.processes = processes;
        this.traces = traces;
        this.gates = gates;
        this.surroundings = surroundings;
        access = surroundings.store() == null ? StoreAccess.of(processes) : surroundings.store();
        bootstrapServers = surroundings.bootstrapServers() == null
                ? processes.bootstrapServers()
                : surroundings.bootstrapServers();
        tap = new MeshTap(bootstrapServers);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    static synchronized Mesh shared() throws IOException, InterruptedException {
        if (shared == null) {
            Path folder =
                    Files.createDirectories(Path.of(System.getProperty("graft.project"), "src/test/target/meshes"));
            shared = start(Files.createTempDirectory(folder, "mesh-"));
        }
        return shared;
    }

    /** Starts a mesh whose working services reach the store through a gate each. */
    private static Mesh start(Path home) throws IOException, InterruptedException {
        int base = Ports.freeBase(32);
        Surroundings surroundings = Surroundings.given();
        StoreAccess store = surroundings.store();
        String broker = surroundings.bootstrapServers();
        List<String> own = new ArrayList<>(SERVICES);
        if (broker == null) {
            own.add("broker");
        }
        if (store == null) {
            own.add("store");
        }
        var builder = LocalMesh.in(home).portBase(base).only(own.toArray(String[]::new));
        TraceReceiver traces = new TraceReceiver();
        for (String service : SERVICES) {
            builder.environment(service, "OTEL_EXPORTER_OTLP_ENDPOINT", traces.endpoint())
                    .environment(service, "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                    .environment(service, "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms");
            if (broker != null) {
                builder.environment(service, "KAFKA_BOOTSTRAP_SERVERS", broker);
            }
            if (store != null) {
                builder.environment(service, "GRAFT_STORE_ENDPOINT", store.endpoint())
                        .environment(service, "GRAFT_STORE_ACCESS_KEY", store.accessKey())
                        .environment(service, "GRAFT_STORE_SECRET_KEY", store.secretKey());
            }
        }
        builder.environment("data-prep", "GRAFT_DATAPREP_PART_BYTES", PART_BYTES)
                .environment("registry", "GRAFT_WEBHOOKS_SCHEMES", "http")
                .environment("registry", "GRAFT_WEBHOOKS_PRIVATE_ADDRESSES", "true");
        Map<String, StoreGate> gates = new HashMap<>();
        for (String service : GATED) {
            StoreGate gate = new StoreGate(store == null ? "http://127.0.0.1:" + base : store.endpoint());
            gates.put(service, gate);
            builder.environment(service, "GRAFT_STORE_ENDPOINT", gate.endpoint());
        }
        return new Mesh(builder.start(), gates, traces, surroundings);
    }

    /** Whether the store is a process of this mesh, which a test may stop; else it is a real server from outside. */
    boolean ownsStore() {
        return surroundings.store() == null;
    }

    /** Whether the broker is a process of this mesh, which a test may restart. */
    boolean ownsBroker() {
        return surroundings.bootstrapServers() == null;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    StoreGate gate(String service) {
        return Objects.requireNonNull(gates.get(service), service);
    }

    MeshTap tap() {
        return tap;
    }

    /** The spans of all its services. */
    TraceReceiver traces() {
        return traces;
    }

    MeshService service(String name) {
        return processes.service(name);
    }

    /** A second instance of a service, which speaks to broker and store as the first does; started by the caller. */
    MeshService another(String service, String name) {
        MeshService instance = processes
                .another(service, name)
                .environment("GRAFT_STORE_ENDPOINT", gate(service).endpoint())
                .environment("GRAFT_DATAPREP_PART_BYTES", PART_BYTES);
        if (surroundings.bootstrapServers() != null) {
            instance.environment("KAFKA_BOOTSTRAP_SERVERS", surroundings.bootstrapServers());
        }
        if (surroundings.store() != null) {
            instance.environment("GRAFT_STORE_ACCESS_KEY", access.accessKey())
                    .environment("GRAFT_STORE_SECRET_KEY", access.secretKey());
        }
        return instance;
    }

    /** Waits until so many instances of a service share a group's partitions. */
    void awaitMembers(String group, int members) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            tap.awaitTrue(members + " members of " + group, () -> isShared(admin, group, members), Outcomes.PATIENCE);
        }
    }

    private static boolean isShared(Admin admin, String group, int members) {
        try {
            ConsumerGroupDescription found =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            return found.members().size() == members
                    && found.members().stream()
                            .noneMatch(member ->
                                    member.assignment().topicPartitions().isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError("the broker does not describe the group " + group, e);
        }
    }

    ObjectStore store() {
        MinioClient client = MinioClient.builder()
                .endpoint(access.endpoint())
                .region("us-east-1")
                .credentials(access.accessKey(), access.secretKey())
                .build();
        return new MinioObjectStore(client, processes.bucket());
    }

    /** Declares a task over REST and gives its new version back. */
    Task declare(Task task) throws IOException, InterruptedException {
        HttpResponse<String> response =
                post("data-prep", "/tasks", new String(Json.bytes(task), StandardCharsets.UTF_8));
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError("the task was not declared: " + response.body());
        }
        return Json.read(response.body().getBytes(StandardCharsets.UTF_8), Task.class);
    }

    /** Announces rows inside the event; returns the event. */
    Event<BatchLabelled> announce(String task, List<BatchLabelled.Row> rows) {
        return send(new BatchLabelled(task, null, null, rows));
    }

    /** Puts a file into the store and announces it with its true checksum. */
    Event<BatchLabelled> announceFile(String task, String format, byte[] content) {
        String key = "inbox/" + UUID.randomUUID() + "." + format;
        store().put(key, content, "application/octet-stream");
        return announceSource(task, store().uri(key), Hashes.sha256(content), format);
    }

    Event<BatchLabelled> announceSource(String task, String uri, String sha256, String format) {
        return send(new BatchLabelled(task, null, new BatchLabelled.Source(uri, sha256, format, null, null), null));
    }

    <T extends EventData> Event<T> send(T data) {
        Event<T> event = new Event<>(
                UUID.randomUUID().toString(),
                EventType.of(data.getClass()),
                "/tests/producer",
                Instant.now(),
                null,
                null,
                null,
                data);
        sendRaw(codec.encode(event));
        return event;
    }

    /** Sends what no event need be. */
    void sendRaw(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError("the broker did not take the record", e);
        }
    }

    HttpResponse<String> get(String service, String path) throws IOException, InterruptedException {
        return http.send(request(service, path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What a service tells Prometheus, which asks in these words. */
    String metrics(String service) throws IOException, InterruptedException {
        return http.send(
                        request(service, "/q/metrics")
                                .header(
                                        "Accept",
                                        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2")
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    HttpResponse<String> post(String service, String path, String json) throws IOException, InterruptedException {
        return http.send(
                request(service, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> delete(String service, String path) throws IOException, InterruptedException {
        return http.send(request(service, path).DELETE().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String service, String path) {
        URI uri = URI.create(service(service).url() + path);
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
    }
}
