package dev.graft.platform.event;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What every consumer does with a record: decode it, hand it to the use case, and sort what goes wrong. A record that
 * is no event becomes a dead letter; an object store that is away is waited for; anything else is thrown on and stops
 * the channel, because nobody knows what it would break. Called on worker threads, blocks until all is done.
 */
@ApplicationScoped
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final EventCodec codec;
    private final DeadLetters deadLetters;
    private final Retry retry;
    private final MeterRegistry meters;

    public Inbox(EventCodec codec, DeadLetters deadLetters, Retry retry, MeterRegistry meters) {
        this.codec = codec;
        this.deadLetters = deadLetters;
        this.retry = retry;
        this.meters = meters;
    }

    /** What a service does with an event. */
    @FunctionalInterface
    public interface Handler<T extends EventData> {
        /** @throws MalformedEvent when the event is well formed and yet cannot mean anything: a dead letter too */
        void handle(Event<T> event) throws MalformedEvent;
    }

    /**
     * Handles a record of the topic whose payload is {@code payload}. The handler must be idempotent: it is called again
     * after a failure, and the same event may come several times.
     */
    public <T extends EventData> void receive(
            ConsumerRecord<String, byte[]> record, Class<T> payload, Handler<T> handler) {
        try {
            @SuppressWarnings("unchecked") // The codec reads the payload as the class that its type names.
            Event<T> event = (Event<T>) codec.decode(record, EventType.of(payload));
            EventSpans.process(record, event, traced -> handle(record, traced, handler));
        } catch (MalformedEvent e) {
            deadLetters.bury(record, e.reason());
        }
    }

    private <T extends EventData> void handle(ConsumerRecord<String, byte[]> record, Event<T> event, Handler<T> handler)
            throws MalformedEvent {
        String type = event.type().shortName();
        Timer.Sample sample = Timer.start(meters);
        try {
            retry.call(type + " " + event.id(), () -> handled(event, handler)).throwIfMalformed();
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s-%d@%d stops its channel", record.topic(), record.partition(), record.offset());
            throw e;
        } finally {
            sample.stop(meters.timer("graft.events.handled", "type", type));
        }
    }

    private static <T extends EventData> Handled handled(Event<T> event, Handler<T> handler) {
        try {
            handler.handle(event);
            return Handled.WELL;
        } catch (MalformedEvent e) {
            return new Handled(e);
        }
    }

    /** A checked exception's way through a supplier. */
    private record Handled(@Nullable MalformedEvent malformed) {
        static final Handled WELL = new Handled(null);

        void throwIfMalformed() throws MalformedEvent {
            if (malformed != null) {
                throw malformed;
            }
        }
    }
}
