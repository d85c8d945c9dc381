package dev.graft.dataprep.batch.messaging;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.dataprep.batch.TakeInBatch;
import dev.graft.dataprep.journal.LeftoverFolders;
import dev.graft.platform.event.Inbox;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes in the batches that are announced, one after the other. */
@ApplicationScoped
public class BatchConsumer {
    private final Inbox inbox;
    private final TakeInBatch takeInBatch;
    private final Clock clock;

    public BatchConsumer(Inbox inbox, TakeInBatch takeInBatch, Clock clock) {
        this.inbox = inbox;
        this.takeInBatch = takeInBatch;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        LeftoverFolders.delete(Path.of(System.getProperty("java.io.tmpdir")), clock.instant());
    }

    @Incoming("batch-labelled")
    @Blocking
    public void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, BatchLabelled.class, takeInBatch::take);
    }
}
