package dev.graft.dataprep.batch.messaging;

import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.contracts.event.BatchPartRequested;
import dev.graft.dataprep.batch.CollectParts;
import dev.graft.dataprep.batch.PreparePart;
import dev.graft.platform.event.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Prepares its share of the parts of large batches, and takes a batch in when all its parts are prepared. */
@ApplicationScoped
public class PartConsumer {
    private final Inbox inbox;
    private final PreparePart preparePart;
    private final CollectParts collectParts;

    public PartConsumer(Inbox inbox, PreparePart preparePart, CollectParts collectParts) {
        this.inbox = inbox;
        this.preparePart = preparePart;
        this.collectParts = collectParts;
    }

    @Incoming("batch-part-requested")
    @Blocking
    public void onRequested(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, BatchPartRequested.class, preparePart::prepare);
    }

    @Incoming("batch-part-prepared")
    @Blocking
    public void onPrepared(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, BatchPartPrepared.class, collectParts::collect);
    }
}
