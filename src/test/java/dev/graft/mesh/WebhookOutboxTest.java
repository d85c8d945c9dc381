package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.graft.mesh.StoreGate.Moment;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The registry killed with {@code -9} on the way of a change to a webhook: wherever it dies, the receiver hears of the
 * change after the restart, and of a change that was never made it hears nothing.
 */
class WebhookOutboxTest {
    private static final String MLFLOW = "/api/2.0/mlflow/";
    private static final long PATIENCE_SECONDS = 60;

    private static Mesh mesh;

    private final List<Heard> heard = new ArrayList<>();
    private final AtomicBoolean killed = new AtomicBoolean();
    private final CountDownLatch died = new CountDownLatch(1);
    private HttpServer receiver;
    private String webhook;
    private String model;

    private record Heard(String id, JsonNode json) {}

    /** Where the registry dies; no path: when the receiver has the delivery and has not answered. */
    private record Crash(String name, BiPredicate<String, String> path, Moment moment) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Crash> crashes() {
        return Stream.of(
                new Crash("between-mark-and-tag", WebhookOutboxTest::isLabel, Moment.BEFORE_WRITE),
                new Crash("between-tag-and-state", WebhookOutboxTest::isLabel, Moment.AFTER_WRITE),
                new Crash(
                        "between-delivery-and-told-state",
                        (model, path) -> path.contains("/webhooks/") && path.contains("/pending/"),
                        Moment.AFTER_WRITE),
                new Crash("before-the-receiver-has-answered", null, null));
    }

    private static boolean isLabel(String model, String path) {
        return path.contains("/models/" + model + "/versions/1/labels.json");
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @BeforeEach
    void a_receiver() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::hear);
        receiver.start();
    }

    @AfterEach
    void hang_up() throws IOException, InterruptedException {
        mesh.delete("registry", MLFLOW + "webhooks/" + webhook);
        receiver.stop(0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("crashes")
    void the_receiver_hears_of_a_change_wherever_the_registry_dies(Crash crash) throws Exception {
        model = "hooked-" + crash.name();
        call("registered-models/create", "{\"name\": \"%s\"}".formatted(model));
        call("model-versions/create", "{\"name\": \"%s\", \"source\": \"s3://there/1\"}".formatted(model));
        webhook = Json.read(
                        call("webhooks", """
                                        {"name": "hook", "url": "http://127.0.0.1:%d/", "events":
                                            [{"entity": "MODEL_VERSION_TAG", "action": "SET"}]}""".formatted(receiver.getAddress().getPort()))
                                .getBytes(StandardCharsets.UTF_8),
                        JsonNode.class)
                .at("/webhook/webhook_id")
                .asText();
        // The first tag is known to be heard before anybody dies.
        tag("first");
        awaitHeard("first");
        if (crash.path() != null) {
            mesh.gate("registry").trap(path -> crash.path().test(model, path), crash.moment(), this::kill);
        } else {
            killed.set(true);
        }

        Thread caller = new Thread(this::tagSecond, "caller");
        caller.start();
        assertThat(died.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the crash happened")
                .isTrue();
        caller.join();
        mesh.service("registry").restart();

        if (crash.moment() == Moment.BEFORE_WRITE) {
            tag("third");
            awaitHeard("third");
            assertThat(keys()).doesNotContain("second");
        } else {
            awaitHeard("second");
            assertThat(ids("second")).hasSize(1);
        }
    }

    private void tag(String key) throws IOException, InterruptedException {
        call(
                "model-versions/set-tag",
                "{\"name\": \"%s\", \"version\": \"1\", \"key\": \"%s\", \"value\": \"x\"}".formatted(model, key));
    }

    private void tagSecond() {
        try {
            tag("second");
        } catch (IOException | InterruptedException e) {
            System.out.println("the registry died over the call: " + e.getMessage());
        }
    }

    private void hear(HttpExchange exchange) throws IOException {
        JsonNode json = Json.read(exchange.getRequestBody().readAllBytes(), JsonNode.class);
        boolean second = json.at("/data/key").asText().equals("second");
        synchronized (heard) {
            heard.add(new Heard(exchange.getRequestHeaders().getFirst("X-MLflow-Delivery-Id"), json));
            heard.notifyAll();
        }
        if (second && killed.compareAndSet(true, false)) {
            kill();
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private void kill() {
        try {
            mesh.service("registry").kill9();
            died.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitHeard(String key) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (heard) {
            while (!keys().contains(key)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                assertThat(left)
                        .as("time to hear of " + key + "; heard " + keys())
                        .isPositive();
                heard.wait(left);
            }
        }
    }

    private List<String> keys() {
        synchronized (heard) {
            return heard.stream()
                    .filter(each -> each.json().at("/data/name").asText().equals(model))
                    .map(each -> each.json().at("/data/key").asText())
                    .toList();
        }
    }

    private List<String> ids(String key) {
        synchronized (heard) {
            return heard.stream()
                    .filter(each -> each.json().at("/data/key").asText().equals(key))
                    .map(Heard::id)
                    .distinct()
                    .toList();
        }
    }

    private static String call(String path, String body) throws IOException, InterruptedException {
        var response = mesh.post("registry", MLFLOW + path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
