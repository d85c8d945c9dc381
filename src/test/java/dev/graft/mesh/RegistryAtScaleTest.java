package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.EventType;
import dev.graft.contracts.StoreLayout;
import dev.graft.launcher.mesh.LocalMesh;
import dev.graft.launcher.mesh.MeshService;
import dev.graft.launcher.process.Ports;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.MinioObjectStore;
import dev.graft.platform.store.ObjectStore;
import io.minio.MinioClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How a registry starts and answers with many models: {@code -Dgraft.scale=1000}. Each has ten versions, tags and an alias.
 * Prints, and asserts only that all are there.
 */
@EnabledIfSystemProperty(named = "graft.scale", matches = "\\d+")
class RegistryAtScaleTest {
    private static final String MLFLOW = "/api/2.0/mlflow/";
    private static final String TEMPLATE = "template";
    private static final int MODELS = Integer.getInteger("graft.scale", 0);
    private static final int VERSIONS = 10;
    private static final int CALLS = 300;
    private static final int WRITERS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Surroundings surroundings = Surroundings.given();

    @Test
    void prints_how_a_registry_starts_and_answers() throws Exception {
        try (LocalMesh mesh = start()) {
            MeshService registry = mesh.service("registry");
            String url = registry.url().toString();
            makeTemplate(url);
            registry.kill9();
            fill(store(mesh));

            long start = System.nanoTime();
            registry.restart();
            say("start where the topic has nothing", since(start));
            awaitStates(mesh);
            say("the topic has everything, since that start", since(start));
            registry.kill9();
            start = System.nanoTime();
            registry.restart();
            say("start from the topic", since(start));
            start = System.nanoTime();
            JsonNode first = get(url, "registered-models/search?max_results=1000");
            say("first search", since(start));
            assertThat(first.path("registered_models")).hasSize(Math.min(1_000, MODELS));

            timeCalls(url);
        }
    }

    private void timeCalls(String url) throws IOException, InterruptedException {
        time("list 100 models", url, i -> "registered-models/search?max_results=100");
        time(
                "search models by name and tag",
                url,
                i -> "registered-models/search?max_results=100&filter="
                        + encoded("name LIKE '%-%7_' AND tags.team = 'support'"));
        time(
                "search versions by run and number",
                url,
                i -> "model-versions/search?max_results=100&filter="
                        + encoded("run_id = 'run-7' AND version_number > 5"));
        time("list 100 versions", url, i -> "model-versions/search?max_results=100");
        // A hundred models, so that most have been looked at before: warm.
        time("get one model", url, i -> "registered-models/get?name=" + name(i % Math.min(MODELS, 100)));
        time(
                "get the version of an alias",
                url,
                i -> "registered-models/alias?alias=shadow&name=" + name(i % Math.min(MODELS, 100)));
    }

    private void makeTemplate(String url) throws IOException, InterruptedException {
        post(url, "registered-models/create", "{'name': 'template', 'tags': [{'key': 'team', 'value': 'support'}]}");
        for (int i = 0; i < VERSIONS; i++) {
            post(
                    url,
                    "model-versions/create",
                    "{'name': 'template', 'source': 's3://there/%d', 'run_id': 'run-%d'}".formatted(i, i));
        }
        post(url, "model-versions/set-tag", "{'name': 'template', 'version': '3', 'key': 'keep', 'value': 'yes'}");
        post(url, "registered-models/alias", "{'name': 'template', 'alias': 'shadow', 'version': '9'}");
    }

    /** Copies what lies of the template under the names of all models. */
    private static void fill(ObjectStore store) {
        String prefix = StoreLayout.MODELS + TEMPLATE + "/";
        Map<String, String> objects = new HashMap<>();
        for (String key : store.list(prefix)) {
            byte[] content = store.find(key).orElseThrow().content();
            objects.put(key.substring(prefix.length()), new String(content, StandardCharsets.UTF_8));
        }
        ForkJoinPool writers = new ForkJoinPool(WRITERS);
        try {
            writers.submit(() -> IntStream.range(0, MODELS).parallel().forEach(i -> copy(store, objects, name(i))))
                    .join();
        } finally {
            writers.shutdown();
        }
        store.list(prefix).forEach(store::delete);
        store.list(StoreLayout.CHANGES).forEach(store::delete);
    }

    private static void copy(ObjectStore store, Map<String, String> objects, String name) {
        objects.forEach((rest, content) -> store.put(
                StoreLayout.MODELS + name + "/" + rest,
                content.replace(TEMPLATE, name).getBytes(StandardCharsets.UTF_8),
                "application/json"));
    }

    private static void awaitStates(LocalMesh mesh) {
        Set<String> names = new HashSet<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", mesh.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(IntStream.range(0, EventType.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(EventType.MODEL_CHANGED.topic(), partition))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (names.size() < MODELS && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (!record.key().equals(TEMPLATE)) {
                        names.add(record.key());
                    }
                });
            }
        }
        assertThat(names).hasSize(MODELS);
    }

    private void time(String what, String url, IntFunction<String> path) throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 2 * CALLS; i++) {
            long start = System.nanoTime();
            get(url, path.apply(i));
            if (i >= CALLS) {
                times.add(System.nanoTime() - start);
            }
        }
        Collections.sort(times);
        say(what + ", p50", times.get(CALLS / 2) / 1e6);
        say(what + ", p99", times.get(CALLS * 99 / 100) / 1e6);
    }

    private static String name(int number) {
        return "model-%05d".formatted(number);
    }

    private static String encoded(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void say(String what, double millis) {
        System.out.printf("%d models x %d versions: %s: %.1f ms%n", MODELS, VERSIONS, what, millis);
    }

    private JsonNode get(String url, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + MLFLOW + path)).GET());
    }

    private void post(String url, String path, String body) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(url + MLFLOW + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return Json.read(response.body(), JsonNode.class);
    }

    private LocalMesh start() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("graft.project"), "src/test/target/meshes"));
        var mesh = LocalMesh.in(Files.createTempDirectory(folder, "scale-")).portBase(Ports.freeBase(32));
        StoreAccess store = surroundings.store();
        if (store == null) {
            return mesh.only("broker", "store", "registry").start();
        }
        return mesh.only("broker", "registry")
                .environment("registry", "GRAFT_STORE_ENDPOINT", store.endpoint())
                .environment("registry", "GRAFT_STORE_ACCESS_KEY", store.accessKey())
                .environment("registry", "GRAFT_STORE_SECRET_KEY", store.secretKey())
                .start();
    }

    private ObjectStore store(LocalMesh mesh) {
        StoreAccess access = surroundings.store() == null ? StoreAccess.of(mesh) : surroundings.store();
        MinioClient client = MinioClient.builder()
                .endpoint(access.endpoint())
                .region("us-east-1")
                .credentials(access.accessKey(), access.secretKey())
                .build();
        return new MinioObjectStore(client, mesh.bucket());
    }
}
