package dev.graft.registry.webhook.messaging;

import dev.graft.platform.event.Retry;
import dev.graft.registry.webhook.TellWebhooks;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears that a model has changed, and looks what webhooks are to be told. A record only says which model to look at, so it
 * cannot be malformed. One registry of all looks at a model at a time: the one that has its partition.
 */
@ApplicationScoped
public class ChangeConsumer {
    private static final Logger LOG = Logger.getLogger(ChangeConsumer.class);

    private final TellWebhooks telling;
    private final DeliverySchedule schedule;
    private final Retry retry;

    public ChangeConsumer(TellWebhooks telling, DeliverySchedule schedule, Retry retry) {
        this.telling = telling;
        this.schedule = schedule;
        this.retry = retry;
    }

    @Incoming("model-changed")
    @Blocking
    public void onChanged(ConsumerRecord<String, byte[]> record) {
        String model = record.key();
        if (model == null) {
            LOG.warnf("%s-%d@%d names no model", record.topic(), record.partition(), record.offset());
            return;
        }
        if (retry.call("telling webhooks of " + model, () -> telling.look(model)) > 0) {
            schedule.deliver();
        }
    }
}
