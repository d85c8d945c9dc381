package dev.graft.platform.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.IdGenerator;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Ids of spans: random, but of a span that announces an event, which has those that stand in the event. So whoever hears the
 * event has a parent that exists, although the event was made, and written into a manifest, before anybody announced it.
 */
@Singleton
public class AnnouncedIds implements IdGenerator {
    private static final ThreadLocal<@Nullable SpanContext> GIVEN = new ThreadLocal<>();

    private final IdGenerator random = IdGenerator.random();

    /** Starts a span with a given id and, if it is a root, in a given trace. */
    public static Span start(SpanBuilder span, SpanContext given) {
        GIVEN.set(given);
        try {
            return span.startSpan();
        } finally {
            GIVEN.remove();
        }
    }

    @Override
    public String generateSpanId() {
        SpanContext given = GIVEN.get();
        return given == null ? random.generateSpanId() : given.getSpanId();
    }

    @Override
    public String generateTraceId() {
        SpanContext given = GIVEN.get();
        return given == null ? random.generateTraceId() : given.getTraceId();
    }
}
