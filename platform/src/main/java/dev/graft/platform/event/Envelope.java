package dev.graft.platform.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.types.Time;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An event of the CloudEvents specification before its payload is read.
 *
 * @param time null: it has none
 * @param trace of the event itself; that of the record's last hop stands in its headers
 * @param data the payload's JSON; null: it has none
 */
record Envelope(
        String id,
        String type,
        String source,
        @Nullable Instant time,
        @Nullable String correlation,
        @Nullable String causation,
        @Nullable String trace,
        byte @Nullable [] data) {
    static final String TRACE = "traceparent";
    static final String CORRELATION = "correlationid";
    static final String CAUSATION = "causationid";

    private static final String PREFIX = "ce_";
    private static final Set<String> PLAIN = Set.of(
            "ce_specversion",
            "ce_id",
            "ce_type",
            "ce_source",
            "ce_time",
            "ce_subject",
            PREFIX + CORRELATION,
            PREFIX + CAUSATION,
            PREFIX + TRACE);
    private static final String CONTENT_TYPE = "content-type";
    private static final String JSON = "application/json";

    static Envelope of(CloudEvent event) {
        CloudEventData data = event.getData();
        return new Envelope(
                event.getId(),
                event.getType(),
                event.getSource().toString(),
                event.getTime() == null ? null : event.getTime().toInstant(),
                extension(event, CORRELATION),
                extension(event, CAUSATION),
                extension(event, TRACE),
                data == null ? null : data.toBytes());
    }

    private static @Nullable String extension(CloudEvent event, String name) {
        Object value = event.getExtension(name);
        return value == null ? null : value.toString();
    }

    /**
     * Reads a record in binary mode as the mesh itself writes it, at a fraction of the library's cost.
     *
     * @return null where a header is not what the mesh writes: the library judges such a record
     */
    static @Nullable Envelope plain(Headers headers, byte[] data) {
        Map<String, String> attributes = new HashMap<>();
        for (Header header : headers) {
            if (header.value() == null) {
                return null;
            }
            String name = header.key();
            String value = new String(header.value(), StandardCharsets.UTF_8);
            boolean plain = name.startsWith(PREFIX)
                    ? PLAIN.contains(name) && attributes.put(name, value) == null
                    : !name.equalsIgnoreCase(CONTENT_TYPE) || value.equals(JSON);
            if (!plain) {
                return null;
            }
        }
        return plain(attributes, data);
    }

    private static @Nullable Envelope plain(Map<String, String> attributes, byte[] data) {
        String id = attributes.getOrDefault("ce_id", "");
        String type = attributes.getOrDefault("ce_type", "");
        String source = attributes.getOrDefault("ce_source", "");
        String time = attributes.get("ce_time");
        if (!"1.0".equals(attributes.get("ce_specversion")) || id.isEmpty() || type.isEmpty() || source.isEmpty()) {
            return null;
        }
        try {
            return new Envelope(
                    id,
                    type,
                    URI.create(source).toString(),
                    time == null ? null : time(time),
                    attributes.get(PREFIX + CORRELATION),
                    attributes.get(PREFIX + CAUSATION),
                    attributes.get(PREFIX + TRACE),
                    data);
        } catch (IllegalArgumentException | DateTimeException e) {
            return null; // What is wrong with it the library says.
        }
    }

    private static Instant time(String text) {
        Instant plain = UtcTime.plain(text);
        return plain == null ? Time.parseTime(text).toInstant() : plain;
    }
}
