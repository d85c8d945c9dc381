package dev.graft.platform.event;

import dev.graft.contracts.EventType;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where records go that no service can read: to {@link EventType#DEAD_LETTER_TOPIC}, whole where they fit, with the reason and the
 * place they came from in headers.
 */
@ApplicationScoped
public class DeadLetters {
    public static final String REASON = "graft-dead-letter-reason";
    public static final String TOPIC = "graft-dead-letter-topic";
    public static final String PARTITION = "graft-dead-letter-partition";
    public static final String OFFSET = "graft-dead-letter-offset";
    public static final String SERVICE = "graft-dead-letter-service";
    public static final String TIME = "graft-dead-letter-time";

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int MAX_REASON_CHARS = 2_000;

    /** What a letter may hold of a record, so that it fits into one together with its own headers. */
    private static final int MAX_RECORD_BYTES = EventCodec.MAX_EVENT_BYTES - (16 << 10);

    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry meters;
    private final String service;

    public DeadLetters(
            Outbox outbox,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
        this.service = service;
    }

    /** Returns when the broker has the letter. */
    public void bury(ConsumerRecord<String, byte[]> record, String reason) {
        EventSpans.bury(record, reason, () -> outbox.send(letter(record, reason)));
        buried(record, reason);
    }

    /** Tells of a letter that somebody has sent as a part of more. */
    public void buried(ConsumerRecord<?, byte[]> record, String reason) {
        LOG.warnf("dead letter: %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), reason);
        meters.counter("graft.dead.letters", "topic", record.topic()).increment();
    }

    /** The letter to send. Where the whole record does not fit into one, its value stays out, and then all but its place. */
    public <K> ProducerRecord<K, byte[]> letter(ConsumerRecord<K, byte[]> record, String reason) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        long all = bytes(record);
        if (all <= MAX_RECORD_BYTES) {
            return letter(record, record.key(), value, record.headers(), reason);
        }
        String where = "its " + all + " bytes are too many for a letter and lie where it came from: " + reason;
        return all - value.length <= MAX_RECORD_BYTES
                ? letter(record, record.key(), new byte[0], record.headers(), where)
                : letter(record, null, new byte[0], new RecordHeaders(), where);
    }

    private <K> ProducerRecord<K, byte[]> letter(
            ConsumerRecord<?, byte[]> record, @Nullable K key, byte[] value, Headers kept, String reason) {
        var letter = new ProducerRecord<K, byte[]>(EventType.DEAD_LETTER_TOPIC, null, key, value, kept);
        Headers headers = letter.headers();
        set(headers, REASON, reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARS)));
        set(headers, TOPIC, record.topic());
        set(headers, PARTITION, Integer.toString(record.partition()));
        set(headers, OFFSET, Long.toString(record.offset()));
        set(headers, SERVICE, service);
        set(headers, TIME, clock.instant().toString());
        return letter;
    }

    private static long bytes(ConsumerRecord<?, byte[]> record) {
        long bytes = Math.max(0, record.serializedKeySize()) + (record.value() == null ? 0L : record.value().length);
        for (Header header : record.headers()) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes;
    }

    private static void set(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
