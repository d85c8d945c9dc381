package dev.graft.dashboard.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.dashboard.live.LiveEvents;
import dev.graft.dashboard.readmodel.ReadModel;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Brings every record of every topic into the read model and, once the past has been read, to the live clients. A record
 * that is no event is counted: whether it becomes a dead letter is up to the service that it is meant for.
 */
@ApplicationScoped
public class EventFeed {
    /** The one channel, over all topics. */
    static final String CHANNEL = "events";

    private static final Logger LOG = Logger.getLogger(EventFeed.class);
    private static final int LOGGED_SINGLY = 100;
    private static final int LOGGED_EVERY = 1_000;

    private static final Map<String, EventType> TYPES =
            EventType.happenings().collect(Collectors.toMap(EventType::topic, Function.identity()));

    private final EventCodec codec;
    private final ReadModel model;
    private final LiveEvents live;
    private final CatchUp catchUp;
    private final MeterRegistry meters;

    public EventFeed(EventCodec codec, ReadModel model, LiveEvents live, CatchUp catchUp, MeterRegistry meters) {
        this.codec = codec;
        this.model = model;
        this.live = live;
        this.catchUp = catchUp;
        this.meters = meters;
    }

    @Incoming(CHANNEL)
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            take(record);
            catchUp.handled(record);
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        EventType type = TYPES.get(record.topic());
        if (type == null) {
            ReplayNote.of(record).ifPresentOrElse(this::take, () -> take(DeadLetterReader.read(record)));
            return;
        }
        try {
            take(codec.decode(record, type));
        } catch (MalformedEvent e) {
            meters.counter("graft.dashboard.unreadable", "topic", record.topic())
                    .increment();
            tell(record, e, model.countUnreadable());
        }
    }

    private void take(Event<?> event) {
        if (model.apply(event) && catchUp.isDone()) {
            live.publish(LiveMessages.of(event));
        }
    }

    private void take(DeadLetter letter) {
        if (model.apply(letter) && catchUp.isDone()) {
            live.publish(LiveMessages.of(letter));
        }
    }

    private void take(ReplayNote note) {
        if (model.apply(note.letter(), note.replay()) && catchUp.isDone()) {
            live.publish(LiveMessages.of(note));
        }
    }

    private static void tell(ConsumerRecord<String, byte[]> record, MalformedEvent e, long count) {
        if (count <= LOGGED_SINGLY || count % LOGGED_EVERY == 0) {
            LOG.warnf(
                    "not shown, %d so far: %s-%d@%d: %s",
                    count, record.topic(), record.partition(), record.offset(), e.reason());
        }
    }
}
