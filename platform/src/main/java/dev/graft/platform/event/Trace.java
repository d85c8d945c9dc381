package dev.graft.platform.event;

import dev.graft.platform.json.Hashes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C trace context, version 00: {@code 00-<trace id>-<span id>-<flags>}. */
final class Trace {
    private static final Pattern VALID = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int SPAN_CHARS = 16;
    private static final int FLAGS = 53;

    private Trace() {}

    /** A span below the parent, or the root of a new trace; the same for the same parent and place. */
    static String childOf(@Nullable String parent, String place) {
        String span = Hashes.id("span", parent == null ? "" : parent, place).substring(0, SPAN_CHARS);
        if (parent == null || !isValid(parent)) {
            return "00-" + Hashes.id("trace", place) + "-" + span + "-01";
        }
        return parent.substring(0, 36) + span + parent.substring(52);
    }

    /** What a span is told of its remote parent; invalid where there is none. */
    static SpanContext context(@Nullable String traceparent) {
        return traceparent != null && isValid(traceparent)
                ? SpanContext.createFromRemoteParent(
                        traceparent.substring(3, 35),
                        traceparent.substring(36, 52),
                        TraceFlags.fromHex(traceparent, FLAGS),
                        TraceState.getDefault())
                : SpanContext.getInvalid();
    }

    /** The same trace, which nobody records. */
    static String unsampled(String traceparent) {
        return traceparent.substring(0, FLAGS) + "00";
    }

    /** What the next one is told of a span; null: there is none. */
    static @Nullable String parent(SpanContext span) {
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    private static boolean isValid(String traceparent) {
        return VALID.matcher(traceparent).matches();
    }
}
