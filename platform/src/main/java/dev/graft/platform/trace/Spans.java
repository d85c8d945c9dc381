package dev.graft.platform.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;

/** The spans of what takes time. Where nobody collects them, they cost next to nothing. */
public final class Spans {
    private static final String SCOPE = "dev.graft";

    private Spans() {}

    /** What a span is around. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** A span to be, below the current one unless told otherwise. */
    public static SpanBuilder named(String name) {
        return GlobalOpenTelemetry.getTracer(SCOPE).spanBuilder(name);
    }

    /** Does the work in a span below the current one, of which {@link Span#current()} then tells more. */
    public static <T, E extends Exception> T in(String name, Work<T, E> work) throws E {
        return in(named(name).startSpan(), work);
    }

    /** Does the work in a span and ends it; what the work throws is the span's error. */
    public static <T, E extends Exception> T in(Span span, Work<T, E> work) throws E {
        try (Scope ignored = span.makeCurrent()) {
            return work.run();
        } catch (Throwable e) {
            span.recordException(e).setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
            throw e;
        } finally {
            span.end();
        }
    }
}
