package dev.graft.registry.promotion.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.platform.event.Inbox;
import dev.graft.registry.promotion.DecideChallenger;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Hears the gate's verdicts. */
@ApplicationScoped
public class VerdictConsumer {
    private static final Logger LOG = Logger.getLogger(VerdictConsumer.class);

    private final Inbox inbox;
    private final DecideChallenger deciding;
    private final MeterRegistry meters;

    public VerdictConsumer(Inbox inbox, DecideChallenger deciding, MeterRegistry meters) {
        this.inbox = inbox;
        this.deciding = deciding;
        this.meters = meters;
    }

    @Incoming("model-evaluated")
    @Blocking
    public void onEvaluated(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, ModelEvaluated.class, this::decide);
    }

    private void decide(Event<ModelEvaluated> verdict) {
        Event<?> decision = deciding.decide(verdict);
        String outcome = decision.type().shortName();
        LOG.infof(
                "%s, run %s, evaluation %d: %s",
                verdict.data().task(), verdict.data().runId(), verdict.data().attempt(), outcome);
        meters.counter("graft.registry.decisions", "outcome", outcome).increment();
    }
}
