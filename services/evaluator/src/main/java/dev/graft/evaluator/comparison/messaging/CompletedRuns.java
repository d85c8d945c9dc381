package dev.graft.evaluator.comparison.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.evaluator.comparison.Conclusion;
import dev.graft.evaluator.comparison.EvaluateChallenger;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.Inbox;
import dev.graft.platform.event.Outbox;
import dev.graft.platform.step.Steps;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Evaluates the challenger of each completed run once, and again each time the registry asks because the champion moved. */
@ApplicationScoped
public class CompletedRuns {
    private static final Logger LOG = Logger.getLogger(CompletedRuns.class);
    private static final String POOL = "evaluations";
    private static final int FIRST_ATTEMPT = 1;

    private final Inbox inbox;
    private final Outbox outbox;
    private final Steps steps;
    private final Events events;
    private final EvaluateChallenger evaluateChallenger;

    public CompletedRuns(
            Inbox inbox, Outbox outbox, Steps steps, Events events, EvaluateChallenger evaluateChallenger) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.steps = steps;
        this.events = events;
        this.evaluateChallenger = evaluateChallenger;
    }

    @Incoming("run-completed")
    @Blocking(POOL)
    public void onCompleted(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, RunCompleted.class, event -> evaluate(event, event.data(), FIRST_ATTEMPT));
    }

    @Incoming("model-evaluation-requested")
    @Blocking(POOL)
    public void onRequested(ConsumerRecord<String, byte[]> record) {
        inbox.receive(
                record,
                ModelEvaluationRequested.class,
                event -> evaluate(event, event.data().run(), event.data().attempt()));
    }

    private void evaluate(Event<?> cause, RunCompleted run, int attempt) {
        String manifest = StoreLayout.evaluation(run.runId(), attempt);
        outbox.publish(steps.once(manifest, () -> {
            Conclusion conclusion = evaluateChallenger.evaluate(run, attempt);
            LOG.infof(
                    "run %s, attempt %d: %s",
                    run.runId(), attempt, conclusion.verdict().summary());
            return new Steps.Outcome(events.causedBy(cause, manifest, conclusion.verdict()), conclusion.evaluation());
        }));
    }
}
