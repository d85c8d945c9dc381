package dev.graft.trainer.train.messaging;

import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.platform.event.Inbox;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.trainer.train.RunFailed;
import dev.graft.trainer.train.TrainChallenger;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Hears of snapshots. A record is held for the whole of its run, which is how a dead trainer's run comes to another
 * one; records are taken one after the other, so the device has one run at a time.
 */
@ApplicationScoped
public class SnapshotConsumer {
    private final Inbox inbox;
    private final TrainChallenger challengers;

    public SnapshotConsumer(Inbox inbox, TrainChallenger challengers) {
        this.inbox = inbox;
        this.challengers = challengers;
    }

    @Incoming("dataset-prepared")
    @Blocking("runs")
    public void onPrepared(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, DatasetPrepared.class, event -> {
            try {
                challengers.train(event);
            } catch (RunFailed e) {
                throw new MalformedEvent(e.explanation(), e);
            }
        });
    }
}
