package dev.graft.dashboard.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.EventType;
import dev.graft.platform.event.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterReaderTest {

    @Test
    void reads_where_a_letter_comes_from_and_why() {
        var record = record("customer-messages", "{\"rows\":".getBytes(StandardCharsets.UTF_8));
        header(record, DeadLetters.REASON, "not readable");
        header(record, DeadLetters.TOPIC, "graft.batch.labelled.v1");
        header(record, DeadLetters.PARTITION, "2");
        header(record, DeadLetters.OFFSET, "41");
        header(record, DeadLetters.SERVICE, "data-prep");
        header(record, DeadLetters.TIME, "2026-03-02T09:00:00Z");
        header(record, "ce_id", "e-1");

        var letter = DeadLetterReader.read(record);

        assertThat(letter.id()).isEqualTo("data-prep:graft.batch.labelled.v1:2:41");
        assertThat(letter.reason()).isEqualTo("not readable");
        assertThat(letter.key()).isEqualTo("customer-messages");
        assertThat(letter.eventId()).isEqualTo("e-1");
        assertThat(letter.excerpt()).isEqualTo("{\"rows\":");
        assertThat(letter.time()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
    }

    @Test
    void does_without_headers_that_are_missing_or_odd() {
        var record = record(null, null);
        header(record, DeadLetters.OFFSET, "many");
        header(record, DeadLetters.TIME, "yesterday");

        var letter = DeadLetterReader.read(record);

        assertThat(letter.topic()).isEqualTo(EventType.DEAD_LETTER_TOPIC);
        assertThat(letter.offset()).isEqualTo(7);
        assertThat(letter.service()).isEqualTo("unknown");
        assertThat(letter.time()).isEqualTo(Instant.ofEpochMilli(record.timestamp()));
        assertThat(letter.bytes()).isZero();
        assertThat(letter.key()).isNull();
    }

    @Test
    void shows_only_the_beginning_of_a_large_record_and_nothing_unprintable() {
        byte[] value = "é\u0000\u001b".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);

        var letter = DeadLetterReader.read(record("k".repeat(10_000), value));

        assertThat(letter.excerpt()).hasSize(501).startsWith("é\uFFFD\uFFFDé").endsWith("…");
        assertThat(letter.key()).hasSize(201);
        assertThat(letter.bytes()).isEqualTo(value.length);
    }

    private static ConsumerRecord<String, byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>(EventType.DEAD_LETTER_TOPIC, 0, 7, key, value);
    }

    private static void header(ConsumerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
