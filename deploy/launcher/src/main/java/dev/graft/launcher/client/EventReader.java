package dev.graft.launcher.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.launcher.client.Announcement.DeadLetter;
import dev.graft.launcher.client.Announcement.Fact;
import dev.graft.launcher.client.Announcement.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** CloudEvents on Kafka, binary and structured, as a plain client reads them. */
final class EventReader {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventReader() {}

    static Announcement deadLetter(ConsumerRecord<String, byte[]> letter) {
        return new DeadLetter(
                header(letter, "ce_id"),
                text(header(letter, "graft-dead-letter-topic")),
                text(header(letter, "graft-dead-letter-service")),
                text(header(letter, "graft-dead-letter-reason")));
    }

    /** Whether a record among the dead letters only says that one of them was sent again. */
    static boolean isReplayNote(ConsumerRecord<String, byte[]> message) {
        return header(message, "graft-replay-time") != null && header(message, "graft-dead-letter-topic") == null;
    }

    static Announcement event(ConsumerRecord<String, byte[]> message, EventType type) {
        try {
            String contentType = header(message, "content-type");
            boolean structured = contentType != null && contentType.startsWith(STRUCTURED);
            JsonNode body = JSON.readTree(message.value());
            return structured
                    ? fact(type, name -> body.path(name).asText(null), body.path("data"))
                    : fact(type, name -> header(message, "ce_" + name), body);
        } catch (IOException | IllegalArgumentException e) {
            return new Unreadable(type, String.valueOf(e.getMessage()));
        }
    }

    private static Fact fact(EventType type, UnaryOperator<@Nullable String> attribute, JsonNode data)
            throws IOException {
        String time = attribute.apply("time");
        return new Fact(new Event<>(
                text(attribute.apply("id")),
                type,
                text(attribute.apply("source")),
                time == null ? Instant.EPOCH : OffsetDateTime.parse(time).toInstant(),
                attribute.apply("correlationid"),
                attribute.apply("causationid"),
                attribute.apply("traceparent"),
                JSON.treeToValue(data, type.dataClass())));
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
