package dev.graft.platform.event;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.platform.event.Inbox.Handler;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.trace.AnnouncedIds;
import dev.graft.platform.trace.Spans;
import dev.graft.platform.trace.Subject;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The spans between services: one for each event that is announced, with the ids that the event carries, and one below it for
 * each that is handled. A producer that does not trace gets its span from whoever handles its event; its ids follow from the
 * event's, so that a repeat is in the same trace.
 */
public final class EventSpans {
    private EventSpans() {}

    /** Handles an event in a span below its announcement, and says in the log what it is about. */
    static <T extends EventData> void process(ConsumerRecord<?, byte[]> record, Event<T> event, Handler<T> handler)
            throws MalformedEvent {
        Event<T> traced = Trace.context(event.traceparent()).isValid() ? event : with(event, begin(record, event));
        Span span = processing(record, traced.traceparent()).startSpan();
        try {
            Spans.in(about(span, event), () -> {
                Subject.of(event);
                handler.handle(traced);
                return traced;
            });
        } finally {
            Subject.clear();
        }
    }

    /** Does what a record that is not read as an event leads to, in a span below its announcement. */
    public static void hear(ConsumerRecord<?, byte[]> record, Runnable work) {
        Spans.in(
                processing(record, EventCodec.traceOf(record.headers()).orElse(null))
                        .startSpan(),
                () -> {
                    work.run();
                    return record;
                });
    }

    /** Sends an event in the span that the event names; in another trace than that of the event it is a root. */
    static void announce(Event<?> event, Runnable send) {
        SpanContext named = Trace.context(event.traceparent());
        SpanContext current = Span.current().getSpanContext();
        SpanBuilder span = sending(event.type().topic());
        if (!named.getTraceId().equals(current.getTraceId())) {
            span.setNoParent().addLink(current);
        }
        if (named.isSampled()) {
            Spans.in(about(AnnouncedIds.start(span, named), event), () -> {
                send.run();
                return event;
            });
        } else {
            send.run();
        }
    }

    /** Sends a dead letter; the trace of its record, where it has one, shows the reason as an error. */
    static void bury(ConsumerRecord<?, byte[]> record, String reason, Runnable send) {
        Span span = sending(EventType.DEAD_LETTER_TOPIC)
                .setParent(remote(EventCodec.traceOf(record.headers()).orElse(null)))
                .setAttribute("messaging.source.name", record.topic())
                .startSpan()
                .setStatus(StatusCode.ERROR, reason);
        Spans.in(span, () -> {
            send.run();
            return record;
        });
    }

    /** Tells of an answer to a request that is traced, from when that was sent; the span has the ids of the answer. */
    public static void answered(ConsumerRecord<?, byte[]> record, Event<?> request, Event<?> answer) {
        if (Trace.context(request.traceparent()).isSampled()) {
            SpanBuilder span = Spans.named("answer " + record.topic())
                    .setParent(remote(request.traceparent()))
                    .setSpanKind(SpanKind.CONSUMER)
                    .setStartTimestamp(record.timestamp(), TimeUnit.MILLISECONDS);
            about(AnnouncedIds.start(span, Trace.context(answer.traceparent())), answer)
                    .end();
        }
    }

    /** The span of a producer that makes none, from when its record was sent; returns its trace context. */
    private static String begin(ConsumerRecord<?, byte[]> record, Event<?> event) {
        String ids = Trace.childOf(null, Hashes.id(event.source(), event.id()));
        Span span = about(
                AnnouncedIds.start(
                        sending(record.topic())
                                .setNoParent()
                                .setStartTimestamp(record.timestamp(), TimeUnit.MILLISECONDS),
                        Trace.context(ids)),
                event);
        span.end(record.timestamp(), TimeUnit.MILLISECONDS);
        return span.getSpanContext().isValid() && !span.getSpanContext().isSampled() ? Trace.unsampled(ids) : ids;
    }

    private static Context remote(@Nullable String traceparent) {
        return Context.root().with(Span.wrap(Trace.context(traceparent)));
    }

    private static SpanBuilder processing(ConsumerRecord<?, byte[]> record, @Nullable String traceparent) {
        return Spans.named("process " + record.topic())
                .setParent(remote(traceparent))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", "process")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", record.topic())
                .setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
                .setAttribute("messaging.kafka.offset", record.offset());
    }

    private static SpanBuilder sending(String topic) {
        return Spans.named("send " + topic)
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", "send")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", topic);
    }

    private static Span about(Span span, Event<?> event) {
        return span.setAttribute("cloudevents.event_id", event.id())
                .setAttribute("cloudevents.event_source", event.source())
                .setAttribute("cloudevents.event_type", event.type().type());
    }

    private static <T extends EventData> Event<T> with(Event<T> event, @Nullable String traceparent) {
        return new Event<>(
                event.id(),
                event.type(),
                event.source(),
                event.time(),
                event.correlationId(),
                event.causationId(),
                traceparent,
                event.data());
    }
}
