package dev.graft.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.platform.json.Json;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Events as CloudEvents 1.0 on Kafka: written in binary mode, read in binary and structured mode, each payload checked
 * against its schema. Thread-safe.
 */
@Singleton
public class EventCodec {
    /** The most bytes of a record's value; the producer and the topics allow as many. */
    public static final int MAX_EVENT_BYTES = 4 << 20;

    /**
     * Made known by hand, because the library looks for formats once, with the class loader of whichever thread comes first,
     * and that of a pool's thread may find none.
     */
    private static final JsonFormat JSON = new JsonFormat();

    static {
        EventFormatProvider.getInstance().registerFormat(JSON);
    }

    /** CloudEvents' extension, and the header in which Kafka clients with OpenTelemetry pass their trace on. */
    private static final String TRACE = Envelope.TRACE;

    private final EventSchemas schemas = new EventSchemas();

    /** The record that carries an event: on its type's topic, keyed by its task, and in a partition where its data say so. */
    public ProducerRecord<String, byte[]> encode(Event<?> event) {
        return encode(event, event.data().task());
    }

    /** The record that carries an event under a key that somebody else chose, or none. */
    public <K> ProducerRecord<K, byte[]> encode(Event<?> event, @Nullable K key) {
        ProducerRecord<K, byte[]> record = KafkaMessageFactory.<K>createWriter(
                        event.type().topic(), event.data().partition(), key)
                .writeBinary(toCloudEvent(event));
        if (event.traceparent() != null) {
            record.headers().add(TRACE, event.traceparent().getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    /** The record without a value that says, on the topic of a state, that what {@code key} names is gone. */
    public ProducerRecord<String, byte[]> encodeTombstone(EventType state, String key) {
        return new ProducerRecord<>(state.topic(), key, null);
    }

    /** The event as one JSON document, in CloudEvents structured mode. */
    public JsonNode toJson(Event<?> event) {
        try {
            return Json.mapper().readTree(JSON.serialize(toCloudEvent(event)));
        } catch (IOException e) {
            throw new IllegalStateException("an event that was just written as JSON is JSON", e);
        }
    }

    /** @throws MalformedEvent when the document is not an event of the mesh */
    public Event<?> fromJson(JsonNode structured) throws MalformedEvent {
        CloudEvent cloudEvent;
        try {
            cloudEvent = JSON.deserialize(Json.bytes(structured));
        } catch (RuntimeException e) {
            throw new MalformedEvent("the document is no CloudEvent: " + e.getMessage(), e);
        }
        EventType type = EventType.ofType(cloudEvent.getType())
                .orElseThrow(() -> new MalformedEvent("the mesh knows no event type '" + cloudEvent.getType() + "'"));
        Envelope envelope = Envelope.of(cloudEvent);
        return event(envelope, type, Instant.EPOCH, envelope.trace());
    }

    /**
     * Reads a record of a topic. Its key must be its task, but of traffic, whose key may be anything.
     *
     * @throws MalformedEvent when it is not an event of that topic's type
     */
    public Event<?> decode(ConsumerRecord<?, byte[]> record, EventType type) throws MalformedEvent {
        Envelope envelope = envelope(record.headers(), record.value());
        if (!envelope.type().equals(type.type())) {
            throw new MalformedEvent("the topic " + record.topic() + " carries events of type " + type.type()
                    + ", not '" + envelope.type() + "'");
        }
        String trace = traceOf(record.headers()).orElse(envelope.trace());
        Event<?> event = event(envelope, type, Instant.ofEpochMilli(record.timestamp()), trace);
        if (!type.isTraffic()
                && record.key() != null
                && !record.key().equals(event.data().task())) {
            throw new MalformedEvent("the record's key '" + record.key() + "' must be the name of its task, '"
                    + event.data().task() + "', which keeps a task's events in order");
        }
        return event;
    }

    private static Envelope envelope(Headers headers, byte @Nullable [] value) throws MalformedEvent {
        if (value == null || value.length == 0) {
            throw new MalformedEvent("the record has no value; an event's payload is a JSON object");
        }
        if (value.length > MAX_EVENT_BYTES) {
            throw new MalformedEvent("the record has " + value.length + " bytes; at most " + MAX_EVENT_BYTES
                    + " are read. Put the rows into the object store and announce their URI");
        }
        Envelope plain = Envelope.plain(headers, value);
        return plain == null ? read(headers, value) : plain;
    }

    private static Envelope read(Headers headers, byte[] value) throws MalformedEvent {
        try {
            return Envelope.of(KafkaMessageFactory.createReader(headers, value).toEvent());
        } catch (RuntimeException e) {
            throw new MalformedEvent(
                    "the record is no CloudEvent 1.0 (" + e.getMessage()
                            + "): send the headers ce_specversion, ce_id, ce_source and ce_type, or a structured event"
                            + " with content-type application/cloudevents+json",
                    e);
        }
    }

    /** The trace context that a record came with: that of its last hop, else that of its event. */
    static Optional<String> traceOf(Headers headers) {
        return Stream.of(TRACE, "ce_" + TRACE)
                .map(headers::lastHeader)
                .filter(header -> header != null && header.value() != null)
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .filter(context -> Trace.context(context).isValid())
                .findFirst();
    }

    private Event<?> event(Envelope envelope, EventType type, Instant fallbackTime, @Nullable String trace)
            throws MalformedEvent {
        EventData data = payload(envelope, type);
        return new Event<>(
                envelope.id(),
                type,
                envelope.source(),
                envelope.time() == null ? fallbackTime : envelope.time(),
                envelope.correlation(),
                envelope.causation(),
                trace,
                data);
    }

    private EventData payload(Envelope envelope, EventType type) throws MalformedEvent {
        byte[] data = envelope.data();
        if (data == null) {
            throw new MalformedEvent("the event has no data; the payload of " + type.type() + " is a JSON object");
        }
        try {
            return payload(type, Json.mapper().readTree(data));
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedEvent("the payload is not readable as JSON: " + firstLine(e), e);
        }
    }

    /**
     * The payload of an event from JSON that came another way than in a record, such as over REST.
     *
     * @throws MalformedEvent naming the places where it breaks the schema of {@code type}
     */
    public EventData payload(EventType type, JsonNode json) throws MalformedEvent {
        schemas.check(type, json);
        try {
            return Json.mapper().treeToValue(json, type.dataClass());
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedEvent("the payload is no " + type.type() + ": " + firstLine(e), e);
        }
    }

    private CloudEvent toCloudEvent(Event<?> event) {
        CloudEventBuilder builder = CloudEventBuilder.v1()
                .withId(event.id())
                .withType(event.type().type())
                .withSource(URI.create(event.source()))
                .withTime(event.time().atOffset(ZoneOffset.UTC))
                .withSubject(event.data().task())
                .withData("application/json", Json.bytes(event.data()));
        optional(builder, Envelope.CORRELATION, event.correlationId());
        optional(builder, Envelope.CAUSATION, event.causationId());
        optional(builder, TRACE, event.traceparent());
        return builder.build();
    }

    private static void optional(CloudEventBuilder builder, String name, @Nullable String value) {
        if (value != null) {
            builder.withExtension(name, value);
        }
    }

    private static String firstLine(Exception e) {
        return Optional.ofNullable(e.getMessage())
                .orElse(e.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
    }
}
