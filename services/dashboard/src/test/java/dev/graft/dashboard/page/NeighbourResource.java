package dev.graft.dashboard.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.graft.platform.json.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The services beside the dashboard, as one server that answers from files and remembers what was wished. For the
 * task {@value #AWAY} something else answers in its place, and what is wished for {@value #RACED} has been overtaken.
 */
public class NeighbourResource implements QuarkusTestResourceLifecycleManager {
    static final String AWAY = "no-json";
    static final String RACED = "raced";

    private static final Map<String, String> FILES = Map.of(
            "/tasks/[^/]+/batches/[^/]+/quarantine", "quarantine",
            "/tasks/[^/]+/batches/[^/]+", "batch",
            "/evaluations/.*", "evaluation",
            "/models/[^/]+/versions/\\d+/why", "why",
            "/models/[^/]+/versions", "versions",
            "/models/[^/]+", "serving",
            "/predict/.*", "prediction");

    private final List<Wishes.Wish> wishes = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "graft.dashboard.services.data-prep", url,
                "graft.dashboard.services.trainer", url,
                "graft.dashboard.services.evaluator", url,
                "graft.dashboard.services.registry", url,
                "graft.dashboard.services.predictor", url,
                "graft.dashboard.services.max-answer", "64K",
                "graft.dashboard.services.timeout", "5s");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals(Wishes.PATH)) {
                tell(exchange);
                return;
            }
            if (exchange.getRequestMethod().equals("POST")) {
                wishes.add(new Wishes.Wish(
                        path,
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                        new String(body, StandardCharsets.UTF_8)));
            }
            if (path.contains(AWAY)) {
                send(exchange, 200, "text/html", "<p>a proxy's page</p>".getBytes(StandardCharsets.UTF_8));
            } else if (path.contains(RACED)) {
                send(
                        exchange,
                        409,
                        "application/problem+json",
                        problem(409, "Conflict", "Version 3 is live meanwhile"));
            } else if (path.contains("huge")) {
                send(exchange, 200, "application/json", new byte[70_000]);
            } else {
                send(exchange, 200, "application/json", content(path));
            }
        }
    }

    /** Says what was wished, or forgets it. */
    private void tell(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("DELETE")) {
            wishes.clear();
        }
        send(exchange, 200, "application/json", Json.bytes(wishes));
    }

    private static byte[] content(String path) throws IOException {
        if (path.endsWith("/rollback") || path.endsWith("/promote") || path.endsWith("/cancel")) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        String file = FILES.entrySet().stream()
                .filter(entry -> path.matches(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
        try (InputStream in = NeighbourResource.class.getResourceAsStream("/page/" + file + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no file for " + path);
            }
            return in.readAllBytes();
        }
    }

    private static byte[] problem(int status, String title, String detail) {
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, status, detail)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
