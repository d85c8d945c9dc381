package dev.graft.dashboard.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.dashboard.live.LiveEvents;
import dev.graft.dashboard.readmodel.ReadModel;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
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
    private final Present present;
    private final MeterRegistry meters;

    public EventFeed(
            EventCodec codec,
            ReadModel model,
            LiveEvents live,
            CatchUp catchUp,
            @Identifier(Present.NAME) Present present,
            MeterRegistry meters) {
        this.codec = codec;
        this.model = model;
        this.live = live;
        this.catchUp = catchUp;
        this.present = present;
        this.meters = meters;
    }

    @Incoming(CHANNEL)
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>(records.count());
        records.forEach(all::add);
        take(all);
        present.handled(records);
    }

    void take(List<ConsumerRecord<String, byte[]>> records) {
        records.forEach(record -> decoded(record).run());
    }

    /**
     * Decodes records, which is most of the work, on all processors of the pool that this is called in.
     *
     * @return how each of them is taken in, to be run one by one
     */
    List<Runnable> decoded(List<ConsumerRecord<String, byte[]>> records) {
        return records.parallelStream().map(this::decoded).toList();
    }

    private Runnable decoded(ConsumerRecord<String, byte[]> record) {
        EventType type = TYPES.get(record.topic());
        if (type == null) {
            return ReplayNote.of(record)
                    .<Runnable>map(note -> () -> take(note))
                    .orElseGet(() -> () -> take(DeadLetterReader.read(record)));
        }
        try {
            Event<?> event = codec.decode(record, type);
            return () -> take(event);
        } catch (MalformedEvent e) {
            return () -> count(record, e);
        }
    }

    private void count(ConsumerRecord<String, byte[]> record, MalformedEvent e) {
        meters.counter("graft.dashboard.unreadable", "topic", record.topic()).increment();
        tell(record, e, model.countUnreadable());
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
