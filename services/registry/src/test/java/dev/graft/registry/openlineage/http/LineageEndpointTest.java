package dev.graft.registry.openlineage.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.graft.registry.openlineage.Delivery;
import dev.graft.registry.openlineage.LineageReceiver.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineageEndpointTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final byte[] EVENT = "{\"eventType\":\"START\"}".getBytes(StandardCharsets.UTF_8);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 201;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                        + exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.getResponseHeaders().add("Location", "http://127.0.0.1/elsewhere");
                byte[] words = "words of the receiver".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, words.length);
                exchange.getResponseBody().write(words);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void posts_json_to_the_path_of_openlineage_with_the_key() throws Exception {
        Answer answer = endpoint("", Optional.of("secret")).send(EVENT).get();

        assertThat(answer.delivery()).isEqualTo(Delivery.TAKEN);
        assertThat(requests)
                .containsExactly("POST /api/v1/lineage application/json Bearer secret {\"eventType\":\"START\"}");
    }

    @Test
    void posts_without_a_key_to_a_path_that_is_given() throws Exception {
        endpoint("/openapi/openlineage/api/v1/lineage", Optional.empty())
                .send(EVENT)
                .get();

        assertThat(requests)
                .containsExactly(
                        "POST /openapi/openlineage/api/v1/lineage application/json null {\"eventType\":\"START\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "200, TAKEN",
        "201, TAKEN",
        "400, REFUSED",
        "413, REFUSED",
        "422, REFUSED",
        "307, NOT_NOW",
        "401, NOT_NOW",
        "403, NOT_NOW",
        "404, NOT_NOW",
        "408, NOT_NOW",
        "429, NOT_NOW",
        "500, NOT_NOW",
        "503, NOT_NOW"
    })
    void sorts_answers_by_whether_they_are_about_the_event(int answered, Delivery expected) throws Exception {
        status = answered;

        Answer answer = endpoint("", Optional.empty()).send(EVENT).get();

        assertThat(answer.delivery()).isEqualTo(expected);
        assertThat(answer.reason()).isEqualTo("HTTP " + answered + " words of the receiver");
    }

    @Test
    void reads_no_more_of_an_endless_answer_than_its_first_words() throws Exception {
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(500, 0);
            byte[] words = "again and ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                while (true) {
                    exchange.getResponseBody().write(words);
                }
            }
        });

        Answer answer = endpoint("/endless", Optional.empty()).send(EVENT).get();

        assertThat(answer.delivery()).isEqualTo(Delivery.NOT_NOW);
        assertThat(answer.reason()).startsWith("HTTP 500 again and again").hasSizeLessThan(400);
    }

    @Test
    void does_not_wait_for_an_answer_that_stops_halfway() {
        CountDownLatch end = new CountDownLatch(1);
        server.createContext("/halfway", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            awaitQuietly(end);
            exchange.close();
        });
        var impatient = new LineageEndpoint(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/halfway"),
                Optional.empty(),
                Duration.ofMillis(200));

        assertThatThrownBy(() -> impatient.send(EVENT).get()).hasCauseInstanceOf(TimeoutException.class);
        end.countDown();
    }

    @Test
    void fails_where_nobody_answers() {
        LineageEndpoint endpoint = endpoint("", Optional.empty());
        server.stop(0);

        assertThatThrownBy(() -> endpoint.send(EVENT).get()).isInstanceOf(ExecutionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"marquez:5000", "ftp://marquez", "/api/v1/lineage", "http://user:word@marquez:5000"})
    void takes_no_url_that_is_not_http_or_holds_credentials(String url) {
        assertThatThrownBy(() -> new LineageEndpoint(URI.create(url), Optional.empty(), TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("graft.openlineage.url")
                .hasMessageNotContaining("word@");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LineageEndpoint endpoint(String path, Optional<String> key) {
        return new LineageEndpoint(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), key, TIMEOUT);
    }
}
