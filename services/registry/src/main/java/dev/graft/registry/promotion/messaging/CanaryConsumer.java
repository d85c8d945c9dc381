package dev.graft.registry.promotion.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.ModelCanaryFailed;
import dev.graft.platform.event.Inbox;
import dev.graft.registry.promotion.MoveOutcome;
import dev.graft.registry.promotion.WithdrawCanary;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Hears of champions that a predictor tried and does not keep. */
@ApplicationScoped
public class CanaryConsumer {
    private static final Logger LOG = Logger.getLogger(CanaryConsumer.class);

    private final Inbox inbox;
    private final WithdrawCanary withdrawing;

    public CanaryConsumer(Inbox inbox, WithdrawCanary withdrawing) {
        this.inbox = inbox;
        this.withdrawing = withdrawing;
    }

    @Incoming("model-canary-failed")
    @Blocking
    public void onCanaryFailed(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, ModelCanaryFailed.class, this::withdraw);
    }

    private void withdraw(Event<ModelCanaryFailed> failed) {
        ModelCanaryFailed canary = failed.data();
        MoveOutcome outcome = withdrawing.withdraw(failed);
        if (outcome instanceof MoveOutcome.Moved) {
            LOG.warnf("%s: rolled back from version %d: %s", canary.task(), canary.version(), canary.reason());
        } else {
            LOG.infof(
                    "%s: the canary of version %d failed, and it stays: %s",
                    canary.task(), canary.version(), why(outcome));
        }
    }

    private static String why(MoveOutcome outcome) {
        return outcome instanceof MoveOutcome.Impossible impossible
                ? impossible.explanation()
                : ((MoveOutcome.Unknown) outcome).explanation();
    }
}
