package dev.graft.dashboard.messaging;

import dev.graft.dashboard.view.DeadLetter;
import dev.graft.dashboard.view.Place;
import dev.graft.platform.event.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads a record of the dead-letter topic, whatever is in it: headers that are missing or odd are done without. */
final class DeadLetterReader {
    private static final int EXCERPT_CHARS = 500;
    private static final int KEY_CHARS = 200;
    private static final int REASON_CHARS = 2_000;
    private static final String UNKNOWN = "unknown";

    private DeadLetterReader() {}

    static DeadLetter read(ConsumerRecord<?, byte[]> record) {
        String topic = text(record, DeadLetters.TOPIC, record.topic());
        int partition = (int) number(record, DeadLetters.PARTITION, record.partition());
        long offset = number(record, DeadLetters.OFFSET, record.offset());
        String service = text(record, DeadLetters.SERVICE, UNKNOWN);
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return new DeadLetter(
                service + ":" + topic + ":" + partition + ":" + offset,
                topic,
                partition,
                offset,
                service,
                cut(text(record, DeadLetters.REASON, UNKNOWN), REASON_CHARS),
                key(record.key()),
                header(record, "ce_id"),
                excerpt(value),
                value.length,
                time(record),
                new Place(record.partition(), record.offset()),
                header(record, ReplayHeaders.OF),
                null);
    }

    private static @Nullable String key(@Nullable Object key) {
        if (key == null) {
            return null;
        }
        return cut(key instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : key.toString(), KEY_CHARS);
    }

    private static String excerpt(byte[] value) {
        // A character takes at most four bytes; one that the cut splits ends up replaced and is cut off again.
        int bytes = Math.min(value.length, 4 * EXCERPT_CHARS);
        return cut(new String(value, 0, bytes, StandardCharsets.UTF_8), EXCERPT_CHARS)
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
    }

    private static Instant time(ConsumerRecord<?, byte[]> record) {
        try {
            return Instant.parse(text(record, DeadLetters.TIME, ""));
        } catch (DateTimeParseException e) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    private static long number(ConsumerRecord<?, byte[]> record, String name, long fallback) {
        try {
            return Long.parseLong(text(record, name, ""));
        } catch (NumberFormatException e) {
            return fallback;
        }
    }

    private static String text(ConsumerRecord<?, byte[]> record, String name, String fallback) {
        String value = header(record, name);
        return value == null ? fallback : value;
    }

    private static @Nullable String header(ConsumerRecord<?, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? null
                : cut(new String(header.value(), StandardCharsets.UTF_8), REASON_CHARS);
    }

    private static String cut(String text, int chars) {
        return text.length() <= chars ? text : text.substring(0, chars) + "…";
    }
}
