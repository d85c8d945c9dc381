package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.Scores;
import dev.graft.launcher.mesh.LocalMesh;
import dev.graft.launcher.mesh.MeshService;
import dev.graft.mesh.race.Answer;
import dev.graft.mesh.race.Entry;
import dev.graft.mesh.race.Linearizability;
import dev.graft.mesh.race.Operation;
import dev.graft.mesh.race.Racer;
import dev.graft.mesh.race.Registry;
import dev.graft.mesh.race.Request;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.MinioObjectStore;
import io.minio.MinioClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Eight clients race on one alias over two registry processes, one of which is killed in the middle: all that they were
 * told is what one registry alone would have told them.
 *
 * <p>{@code -Dgraft.race.seconds=60} makes it long.
 */
class AliasRaceTest {
    private static final int CLIENTS = 8;
    private static final int VERSIONS = 6;
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("graft.race.seconds", 8));
    private static final String SHA = "159ca25ee63c9716767090e55c4976571d4722526c072a33cdfd606744674077";

    private final String task = "race-" + UUID.randomUUID();
    private final Surroundings surroundings = Surroundings.given();

    @Test
    void one_order_of_all_operations_explains_every_answer() throws Exception {
        try (LocalMesh mesh = start()) {
            MeshService second = mesh.another("registry", "registry-2");
            environment().forEach(second::environment);
            second.start();
            giveVersions(mesh);
            List<Registry> registries = Stream.of(mesh.service("registry"), second)
                    .map(service -> new Registry(service.url(), task))
                    .toList();

            List<Racer.Log> logs = race(registries, second);

            List<Entry> history = registries.get(0).history();
            assertThat(registries.get(1).history()).isEqualTo(history);
            assertLinearizable(history, logs, alias(mesh));
            assertAnnounced(brokers(mesh), history);
        }
    }

    private List<Racer.Log> race(List<Registry> registries, MeshService victim) throws Exception {
        long start = System.nanoTime();
        AtomicInteger numbers = new AtomicInteger();
        AtomicReference<Request.@Nullable Wish> latest = new AtomicReference<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Racer.Log>> racing = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                racing.add(clients.submit(
                        new Racer(registries, VERSIONS, client, numbers, latest, start + LENGTH.toNanos())));
            }
            assertThatThrownBy(() -> racing.get(0).get(LENGTH.toMillis() / 3, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            victim.kill9();
            victim.restart();
            List<Racer.Log> logs = new ArrayList<>();
            for (Future<Racer.Log> each : racing) {
                logs.add(each.get());
            }
            return logs;
        } finally {
            clients.shutdownNow();
        }
    }

    private void assertLinearizable(List<Entry> history, List<Racer.Log> logs, ModelAlias alias) {
        List<Operation> operations =
                logs.stream().flatMap(log -> log.operations().stream()).toList();
        List<Operation> wishes = operations.stream()
                .filter(operation -> operation.request() instanceof Request.Wish)
                .toList();
        List<Operation> aliasReads =
                logs.stream().flatMap(log -> log.aliasReads().stream()).toList();
        report(history, operations, aliasReads);

        assertThat(history).hasSizeGreaterThan(CLIENTS);
        assertThat(Linearizability.violations(history, 1, operations)).isEmpty();
        assertThat(Linearizability.violations(
                        history,
                        1,
                        Stream.concat(wishes.stream(), aliasReads.stream()).toList()))
                .isEmpty();
        Entry last = history.get(history.size() - 1);
        assertThat(alias.sequence()).isEqualTo(last.sequence());
        assertThat(alias.version()).isEqualTo(last.version());
    }

    /** Each move has one event, however often it was sent. */
    private void assertAnnounced(String brokers, List<Entry> history) throws InterruptedException {
        try (MeshTap tap = new MeshTap(brokers)) {
            tap.awaitTrue(
                    "event for each of " + history.size() + " moves",
                    () -> announced(tap).size() == history.size(),
                    Duration.ofMinutes(1));
            assertThat(announced(tap))
                    .containsOnlyKeys(history.stream().map(Entry::sequence).toArray(Long[]::new))
                    .allSatisfy((sequence, events) -> assertThat(events).hasSize(1));
        }
    }

    private Map<Long, Set<String>> announced(MeshTap tap) {
        Map<Long, Set<String>> ids = new HashMap<>();
        tap.deliveries(task, ModelPromoted.class)
                .forEach(event -> ids.computeIfAbsent(event.data().sequence(), sequence -> new HashSet<>())
                        .add(event.id()));
        tap.deliveries(task, ModelRolledBack.class)
                .forEach(event -> ids.computeIfAbsent(event.data().sequence(), sequence -> new HashSet<>())
                        .add(event.id()));
        return ids;
    }

    private String brokers(LocalMesh mesh) {
        return surroundings.bootstrapServers() == null ? mesh.bootstrapServers() : surroundings.bootstrapServers();
    }

    private static void report(List<Entry> history, List<Operation> operations, List<Operation> aliasReads) {
        System.out.printf(
                "race of %d s: %d moves (%.1f/s); %d operations: %d moved, %d repeats, %d refused, %d reads, %d without an answer; %d reads of the alias%n",
                LENGTH.toSeconds(),
                history.size() - 1,
                (history.size() - 1) / (double) LENGTH.toSeconds(),
                operations.size(),
                count(operations, answer -> answer instanceof Answer.Moved moved && !moved.repeated()),
                count(operations, answer -> answer instanceof Answer.Moved moved && moved.repeated()),
                count(operations, Answer.Refused.class::isInstance),
                count(operations, Answer.Saw.class::isInstance),
                count(operations, Answer.None.class::isInstance),
                aliasReads.size());
    }

    private static long count(List<Operation> operations, Predicate<Answer> answers) {
        return operations.stream().map(Operation::answer).filter(answers).count();
    }

    private LocalMesh start() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("graft.project"), "src/test/target/meshes"));
        List<String> own = new ArrayList<>(List.of("registry"));
        if (surroundings.bootstrapServers() == null) {
            own.add("broker");
        }
        if (surroundings.store() == null) {
            own.add("store");
        }
        var builder = LocalMesh.in(Files.createTempDirectory(folder, "race-")).only(own.toArray(String[]::new));
        environment().forEach((variable, value) -> builder.environment("registry", variable, value));
        return builder.start();
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        if (surroundings.bootstrapServers() != null) {
            variables.put("KAFKA_BOOTSTRAP_SERVERS", surroundings.bootstrapServers());
        }
        StoreAccess store = surroundings.store();
        if (store != null) {
            variables.put("GRAFT_STORE_ENDPOINT", store.endpoint());
            variables.put("GRAFT_STORE_ACCESS_KEY", store.accessKey());
            variables.put("GRAFT_STORE_SECRET_KEY", store.secretKey());
        }
        return variables;
    }

    private ModelAlias alias(LocalMesh mesh) {
        StoreAccess access = surroundings.store() == null ? StoreAccess.of(mesh) : surroundings.store();
        MinioClient client = MinioClient.builder()
                .endpoint(access.endpoint())
                .region("us-east-1")
                .credentials(access.accessKey(), access.secretKey())
                .build();
        return new MinioObjectStore(client, mesh.bucket())
                .find(StoreLayout.modelAlias(task, ModelAlias.CHAMPION))
                .map(object -> Json.read(object.content(), ModelAlias.class))
                .orElseThrow();
    }

    /** One champion, and refused versions that the racers promote all the same. */
    private void giveVersions(LocalMesh mesh) throws Exception {
        String brokers = brokers(mesh);
        EventCodec codec = new EventCodec();
        try (MeshTap tap = new MeshTap(brokers);
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (int version = 1; version <= VERSIONS; version++) {
                producer.send(codec.encode(verdict(version))).get();
            }
            tap.awaitTrue(
                    VERSIONS + " versions",
                    () -> tap.events(task, ModelPromoted.class).size()
                                    + tap.events(task, ModelRejected.class).size()
                            == VERSIONS,
                    Duration.ofMinutes(2));
        }
    }

    private Event<ModelEvaluated> verdict(int version) {
        boolean first = version == 1;
        String run = task + "-" + version;
        ObjectRef document = new ObjectRef("s3://graft/evaluations/" + run + "/1/" + SHA + ".json", SHA, 100);
        var completed = new RunCompleted(
                task,
                1,
                run,
                "snapshot-" + version,
                document,
                new ModelFolder(
                        "s3://graft/runs/" + run + "/attempts/00000001/model/",
                        List.of(new ModelFolder.File("model.safetensors", SHA, 1_000))),
                null,
                1,
                1,
                false,
                0.9,
                0.9,
                1.0);
        var evaluated = new ModelEvaluated(
                task,
                run,
                1,
                document,
                first ? null : 1,
                first ? Decision.PROMOTE : Decision.REFUSE,
                first ? "The first of its task." : "No better than the champion.",
                List.of(new RuleOutcome("gain", first, "macro F1 0.9 against 0.9.", 0.0, 0.0)),
                new Scores(181, 0.9, 0.9, 0.04),
                first ? null : new Scores(181, 0.9, 0.9, 0.04),
                1.0,
                completed);
        return new Event<>(
                UUID.randomUUID().toString(),
                EventType.MODEL_EVALUATED,
                "/graft/evaluator",
                Instant.now(),
                "batch-" + version,
                "cause-" + version,
                null,
                evaluated);
    }
}
