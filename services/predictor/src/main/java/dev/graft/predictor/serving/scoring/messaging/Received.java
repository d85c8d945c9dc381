package dev.graft.predictor.serving.scoring.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.PredictionRequested;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.predictor.serving.scoring.ScoringRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of requests, read.
 *
 * @param event null: it is none
 * @param objection why it is none
 */
record Received(
        ConsumerRecord<byte[], byte[]> record, @Nullable Event<PredictionRequested> event, String objection) {

    /** What an answer repeats of its request; it has to fit into a record beside the answer itself. */
    private static final int MAX_CONTEXT_CHARS = 1_000;

    private static final int MAX_KEY_BYTES = 64 << 10;

    @SuppressWarnings("unchecked") // The codec reads the payload as the class that its type names.
    static Received read(ConsumerRecord<byte[], byte[]> record, EventCodec codec) {
        try {
            Event<?> event = codec.decode(record, EventType.PREDICTION_REQUESTED);
            requireShort(record, event);
            return new Received(record, (Event<PredictionRequested>) event, "");
        } catch (MalformedEvent e) {
            return new Received(record, null, e.reason());
        }
    }

    private static void requireShort(ConsumerRecord<byte[], byte[]> record, Event<?> event) throws MalformedEvent {
        if (record.key() != null && record.key().length > MAX_KEY_BYTES) {
            throw new MalformedEvent("the record's key has " + record.key().length
                    + " bytes; an answer has the same key, of" + " at most " + MAX_KEY_BYTES + " bytes");
        }
        if (event.id().length() > MAX_CONTEXT_CHARS
                || event.correlationId() != null && event.correlationId().length() > MAX_CONTEXT_CHARS) {
            throw new MalformedEvent("id and correlationid, which an answer repeats, may have at most "
                    + MAX_CONTEXT_CHARS + " characters each");
        }
    }

    /** Empty: it is no request. */
    Optional<ScoringRequest> request() {
        return Optional.ofNullable(event)
                .map(asked ->
                        new ScoringRequest(asked.data(), record.partition(), Instant.ofEpochMilli(record.timestamp())));
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** How many inputs it holds. */
    int inputs() {
        return event == null ? 1 : inputs(event.data());
    }

    private static int inputs(PredictionRequested asked) {
        return Math.max(1, size(asked.texts()) + size(asked.images()) + size(asked.rows()));
    }

    private static int size(@Nullable List<?> inputs) {
        return inputs == null ? 0 : inputs.size();
    }
}
