package dev.graft.registry.openlineage.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.event.Outbox;
import dev.graft.platform.event.Retry;
import dev.graft.platform.store.StoreException;
import dev.graft.registry.OpenLineageConfig;
import dev.graft.registry.openlineage.TranslateEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.openlineage.client.OpenLineage.RunEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears what happens in the mesh and tells it in OpenLineage. Records are acknowledged when the broker has what they led to.
 * What comes at once, from many topics, is taken in the order in which it happened, as far as the records say. A record that is
 * no event is left to the service that it is meant for. One that cannot be told, which is a bug here, is logged and left out:
 * nothing but this view depends on it, and it can be told again.
 */
@ApplicationScoped
public class MeshEvents {
    private static final Logger LOG = Logger.getLogger(MeshEvents.class);

    private static final Map<String, EventType> TYPES =
            Arrays.stream(EventType.values()).collect(Collectors.toMap(EventType::topic, Function.identity()));

    private static final Comparator<ConsumerRecord<String, byte[]>> AS_IT_HAPPENED =
            Comparator.<ConsumerRecord<String, byte[]>>comparingLong(ConsumerRecord::timestamp)
                    .thenComparing(MeshEvents::type);

    private final OpenLineageConfig config;
    private final EventCodec codec;
    private final TranslateEvent translating;
    private final Outbox outbox;
    private final Retry retry;
    private final MeterRegistry meters;

    public MeshEvents(
            OpenLineageConfig config,
            EventCodec codec,
            TranslateEvent translating,
            Outbox outbox,
            Retry retry,
            MeterRegistry meters) {
        this.config = config;
        this.codec = codec;
        this.translating = translating;
        this.outbox = outbox;
        this.retry = retry;
        this.meters = meters;
    }

    @Incoming("openlineage")
    @Blocking
    public void on(ConsumerRecords<String, byte[]> records) {
        if (config.enabled()) {
            StreamSupport.stream(records.spliterator(), false)
                    .sorted(AS_IT_HAPPENED)
                    .forEach(this::tell);
        }
    }

    private void tell(ConsumerRecord<String, byte[]> record) {
        try {
            Event<?> event = codec.decode(record, type(record));
            translated(event).forEach(this::publish);
        } catch (MalformedEvent e) {
            LOG.debugf("not told: %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), e.reason());
            meters.counter("graft.openlineage.untold", "reason", "unreadable").increment();
        }
    }

    private static EventType type(ConsumerRecord<String, byte[]> record) {
        return Objects.requireNonNull(TYPES.get(record.topic()), "the channel reads topics of events alone");
    }

    private List<RunEvent> translated(Event<?> event) {
        try {
            return retry.call("openlineage " + event.id(), () -> translating.translate(event));
        } catch (StoreException.Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s %s is not told in OpenLineage", event.type().shortName(), event.id());
            meters.counter("graft.openlineage.untold", "reason", "failure").increment();
            return List.of();
        }
    }

    private void publish(RunEvent event) {
        outbox.send(KafkaForm.of(event));
        meters.counter(
                        "graft.openlineage.told",
                        "type",
                        event.getEventType().name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
