package dev.graft.dataprep.batch.messaging;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.dataprep.batch.TakeInBatch;
import dev.graft.platform.event.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes in the batches that are announced, one after the other. */
@ApplicationScoped
public class BatchConsumer {
    private final Inbox inbox;
    private final TakeInBatch takeInBatch;

    public BatchConsumer(Inbox inbox, TakeInBatch takeInBatch) {
        this.inbox = inbox;
        this.takeInBatch = takeInBatch;
    }

    @Incoming("batch-labelled")
    @Blocking
    public void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, BatchLabelled.class, takeInBatch::take);
    }
}
