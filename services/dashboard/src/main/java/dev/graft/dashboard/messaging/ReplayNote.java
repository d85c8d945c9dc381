package dev.graft.dashboard.messaging;

import dev.graft.contracts.EventType;
import dev.graft.dashboard.view.Replay;
import dev.graft.platform.event.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The note in the dead-letter topic that a letter was replayed. It lies in the letter's own partition and is kept as long, so
 * whoever reads the letters finds it behind its letter.
 *
 * @param letter the letter's id
 */
record ReplayNote(String letter, Replay replay) {

    /** Empty: the record is a letter. */
    static Optional<ReplayNote> of(ConsumerRecord<?, byte[]> record) {
        Headers headers = record.headers();
        if (headers.lastHeader(DeadLetters.TOPIC) != null
                || headers.lastHeader(ReplayHeaders.TIME) == null
                || headers.lastHeader(ReplayHeaders.OF) == null) {
            return Optional.empty();
        }
        Replay replay =
                new Replay(time(record), text(headers, ReplayHeaders.BY), text(headers, ReplayHeaders.EXPLANATION));
        return Optional.of(new ReplayNote(text(headers, ReplayHeaders.OF), replay));
    }

    <K> ProducerRecord<K, byte[]> record(int partition, @Nullable K key) {
        var note = new ProducerRecord<K, byte[]>(EventType.DEAD_LETTER_TOPIC, partition, key, null);
        add(note.headers(), ReplayHeaders.OF, letter);
        add(note.headers(), ReplayHeaders.TIME, replay.at().toString());
        add(note.headers(), ReplayHeaders.BY, replay.requestedBy());
        add(note.headers(), ReplayHeaders.EXPLANATION, replay.explanation());
        return note;
    }

    static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Instant time(ConsumerRecord<?, byte[]> record) {
        try {
            return Instant.parse(text(record.headers(), ReplayHeaders.TIME));
        } catch (DateTimeParseException e) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
