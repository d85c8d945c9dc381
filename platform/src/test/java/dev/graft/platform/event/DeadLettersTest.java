package dev.graft.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.EventType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final DeadLetters letters = new DeadLetters(null, Clock.systemUTC(), new SimpleMeterRegistry(), "registry");

    @Test
    void a_letter_is_the_record_with_the_reason_and_its_place() {
        ProducerRecord<String, byte[]> letter = letters.letter(record("key", new byte[] {1, 2}, new byte[] {3}), "why");

        assertThat(letter.topic()).isEqualTo(EventType.DEAD_LETTER_TOPIC);
        assertThat(letter.key()).isEqualTo("key");
        assertThat(letter.value()).containsExactly(1, 2);
        assertThat(letter.headers().lastHeader("own").value()).containsExactly(3);
        assertThat(header(letter, DeadLetters.REASON)).isEqualTo("why");
        assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo("topic");
        assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("7");
    }

    @Test
    void a_record_that_leaves_no_room_for_the_reason_is_named_by_its_place_alone() {
        ProducerRecord<String, byte[]> value =
                letters.letter(record("key", new byte[EventCodec.MAX_EVENT_BYTES], new byte[] {3}), "why");
        ProducerRecord<String, byte[]> headers =
                letters.letter(record("key", new byte[] {1}, new byte[EventCodec.MAX_EVENT_BYTES]), "why");

        assertThat(value.key()).isEqualTo("key");
        assertThat(value.value()).isEmpty();
        assertThat(value.headers().lastHeader("own")).isNotNull();
        assertThat(header(value, DeadLetters.REASON))
                .contains("lie where it came from")
                .endsWith("why");
        assertThat(headers.value()).isEmpty();
        assertThat(headers.headers().lastHeader("own")).isNull();
        assertThat(header(headers, DeadLetters.OFFSET)).isEqualTo("7");
    }

    private static ConsumerRecord<String, byte[]> record(String key, byte[] value, byte[] header) {
        return new ConsumerRecord<>(
                "topic",
                2,
                7,
                0,
                TimestampType.CREATE_TIME,
                key.length(),
                value.length,
                key,
                value,
                new RecordHeaders().add("own", header),
                Optional.empty());
    }

    private static String header(ProducerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
