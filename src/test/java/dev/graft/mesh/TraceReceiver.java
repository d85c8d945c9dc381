package dev.graft.mesh;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A collector of traces in this process: OTLP over HTTP, protobuf. It keeps what the mesh's own code tells, not the calls of REST. */
final class TraceReceiver {
    private static final String OWN = "dev.graft";

    private final List<Told> told = new ArrayList<>();
    private final HttpServer server;

    /** A span as it was told. */
    record Told(
            String service,
            String trace,
            String id,
            String parent,
            String name,
            long startNanos,
            long endNanos,
            String error,
            Map<String, String> attributes) {}

    TraceReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::receive);
        server.setExecutor(Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "trace-receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The spans of a trace in the order of their begin, each once. */
    List<Told> trace(String id) {
        synchronized (told) {
            return List.copyOf(told.stream()
                    .filter(span -> span.trace().equals(id))
                    .sorted(Comparator.comparingLong(Told::startNanos))
                    .collect(
                            Collectors.toMap(Told::id, span -> span, (one, again) -> one, java.util.LinkedHashMap::new))
                    .values());
        }
    }

    /** Waits until a trace is as wanted. */
    List<Told> await(String id, Predicate<List<Told>> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (told) {
            while (!wanted.test(trace(id))) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError(
                            "the trace did not become as wanted within " + patience + ":\n" + tree(id));
                }
                try {
                    told.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError(e);
                }
            }
            return trace(id);
        }
    }

    /** A trace as a person reads it. */
    String tree(String id) {
        List<Told> spans = trace(id);
        StringBuilder text = new StringBuilder();
        spans.stream()
                .filter(span -> spans.stream().noneMatch(each -> each.id().equals(span.parent())))
                .forEach(root -> branch(root, spans, 0, text));
        return text.toString();
    }

    private static void branch(Told span, List<Told> all, int depth, StringBuilder text) {
        text.append(String.format(
                Locale.ROOT,
                "%-10s %8.1f ms  %s%s%s%n",
                span.service(),
                (span.endNanos() - span.startNanos()) / 1e6,
                "  ".repeat(depth),
                span.name(),
                span.error().isEmpty() ? "" : "  ! " + span.error()));
        all.stream()
                .filter(each -> each.parent().equals(span.id()))
                .forEach(each -> branch(each, all, depth + 1, text));
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            var body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
            synchronized (told) {
                request.getResourceSpansList().forEach(this::keep);
                told.notifyAll();
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ResourceSpans resource) {
        String service = attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", "");
        resource.getScopeSpansList().stream()
                .filter(scope -> scope.getScope().getName().equals(OWN))
                .flatMap(scope -> scope.getSpansList().stream())
                .forEach(span -> told.add(told(service, span)));
    }

    private static Told told(String service, Span span) {
        return new Told(
                service,
                HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
                span.getName(),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR
                        ? "error: " + span.getStatus().getMessage()
                        : "",
                attributes(span.getAttributesList()));
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, each -> text(each.getValue())));
    }

    private static String text(AnyValue value) {
        return value.hasStringValue() ? value.getStringValue() : Long.toString(value.getIntValue());
    }
}
