package dev.graft.registry.openlineage.messaging;

import dev.graft.platform.event.DeadLetters;
import dev.graft.registry.OpenLineageConfig;
import dev.graft.registry.openlineage.Delivery;
import dev.graft.registry.openlineage.LineageReceiver;
import dev.graft.registry.openlineage.LineageReceiver.Answer;
import dev.graft.registry.openlineage.ReceiverState;
import dev.graft.registry.openlineage.ReceiverState.Absence;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes the events from the topic to their receiver outside, one after the other. While it takes nothing the event stays
 * unacknowledged and is tried for ever, with growing pauses that hold no thread; the topic keeps what follows. An event that it
 * refuses becomes a dead letter. Without a receiver nothing is done.
 */
@ApplicationScoped
public class Forwarder {
    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final double JITTER = 0.1;

    private final Optional<LineageReceiver> receiver;
    private final OpenLineageConfig config;
    private final ReceiverState state;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;

    public Forwarder(
            Optional<LineageReceiver> receiver,
            OpenLineageConfig config,
            ReceiverState state,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        this.receiver = receiver;
        this.config = config;
        this.state = state;
        this.deadLetters = deadLetters;
        this.meters = meters;
        meters.gauge(
                "graft.openlineage.receiver.up", state, each -> each.absence().isEmpty() ? 1 : 0);
    }

    @Incoming("openlineage-receiver")
    public Uni<Void> on(ConsumerRecord<String, byte[]> record) {
        return receiver.map(present -> forward(present, record))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> forward(LineageReceiver receiver, ConsumerRecord<String, byte[]> record) {
        return Uni.createFrom()
                .completionStage(() -> receiver.send(record.value()))
                .invoke(Forwarder::requireAnswer)
                .onFailure()
                .invoke(failure -> failed(receiver, failure))
                .onFailure()
                .retry()
                .withBackOff(config.firstPause(), config.longestPause())
                .withJitter(JITTER)
                .indefinitely()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(answer -> answered(record, answer))
                .replaceWithVoid();
    }

    private static void requireAnswer(Answer answer) {
        if (answer.delivery() == Delivery.NOT_NOW) {
            throw new NotTaken(answer.reason());
        }
    }

    private void failed(LineageReceiver receiver, Throwable failure) {
        Absence absence = state.failed(failure instanceof NotTaken answer ? answer.reason : failure.toString());
        LOG.warnf(
                "%s takes no OpenLineage events since %s, %d tries: %s",
                receiver, absence.since(), absence.tries(), absence.reason());
        meters.counter("graft.openlineage.deliveries", "outcome", "not-now").increment();
    }

    private void answered(ConsumerRecord<String, byte[]> record, Answer answer) {
        state.answered();
        if (answer.delivery() == Delivery.REFUSED) {
            deadLetters.bury(record, "the receiver of OpenLineage events refused it: " + answer.reason());
        }
        String outcome = answer.delivery() == Delivery.REFUSED ? "refused" : "taken";
        meters.counter("graft.openlineage.deliveries", "outcome", outcome).increment();
    }

    /** The receiver answered that it takes no event now. */
    private static final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        NotTaken(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
