package dev.graft.trainer.stop.messaging;

import dev.graft.contracts.event.RunStopRequested;
import dev.graft.platform.event.Inbox;
import dev.graft.trainer.stop.StopRequest;
import dev.graft.trainer.stop.Stops;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears that runs are to stop. Whichever trainer hears it writes it down; the one that trains the run sees it there. */
@ApplicationScoped
public class StopConsumer {
    private final Inbox inbox;
    private final Stops stops;

    public StopConsumer(Inbox inbox, Stops stops) {
        this.inbox = inbox;
        this.stops = stops;
    }

    @Incoming("run-stop-requested")
    @Blocking
    public void onStopRequested(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, RunStopRequested.class, event -> {
            RunStopRequested data = event.data();
            stops.request(
                    data.runId(), new StopRequest(data.reason(), data.explanation(), data.requestedBy(), event.time()));
        });
    }
}
