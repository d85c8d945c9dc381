package dev.graft.predictor.serving.watch.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.ModelCanaryFailed;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.Outbox;
import dev.graft.predictor.serving.Canary.Standing;
import dev.graft.predictor.serving.Canary.State;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels.TrialEnd;
import dev.graft.predictor.serving.ServedModels.TrialListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Says how trials of new champions ended, and asks the registry to roll back from those that failed. An event that the broker
 * did not take is sent again until it does.
 */
@Singleton
public class CanaryEvents implements TrialListener {
    private static final Logger LOG = Logger.getLogger(CanaryEvents.class);

    private final Outbox outbox;
    private final Events events;
    private final MeterRegistry meters;
    private final Map<String, Event<ModelCanaryFailed>> unsent = new ConcurrentHashMap<>();

    public CanaryEvents(Outbox outbox, Events events, MeterRegistry meters) {
        this.outbox = outbox;
        this.events = events;
        this.meters = meters;
    }

    @Override
    public void onEnd(TrialEnd end) {
        ServedModel canary = end.canary();
        Standing standing = end.standing();
        String outcome = standing.state().name().toLowerCase(Locale.ROOT);
        meters.counter("graft.predictor.canaries", "task", canary.task(), "outcome", outcome)
                .increment();
        if (standing.state() == State.PASSED) {
            LOG.infof("%s: version %d serves alone now. %s", canary.task(), canary.version(), standing.sentence());
            return;
        }
        LOG.errorf(
                "%s: version %d serves no longer, version %d does. %s",
                canary.task(), canary.version(), end.before().version(), standing.sentence());
        unsent.put(canary.task(), event(end));
    }

    /** The trial is a part of the id: a version that is tried again may fail again. */
    private Event<ModelCanaryFailed> event(TrialEnd end) {
        ServedModel canary = end.canary();
        var data = new ModelCanaryFailed(
                canary.task(),
                canary.version(),
                end.before().version(),
                canary.runId(),
                end.standing().sentence(),
                end.standing().inputs(),
                end.standing().failures());
        return events.onRequest(canary.task() + "/" + canary.version() + "/" + canary.since(), data);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void send() {
        unsent.forEach((task, event) -> {
            outbox.publish(event);
            unsent.remove(task, event);
        });
    }
}
