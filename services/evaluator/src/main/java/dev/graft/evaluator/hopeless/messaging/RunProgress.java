package dev.graft.evaluator.hopeless.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.evaluator.EvaluatorConfig;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.evaluator.hopeless.StopHopelessRuns;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.Inbox;
import dev.graft.platform.event.Outbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Follows the starts and the epochs of runs. Both topics come through one channel, so that with several evaluators the
 * same one hears all of a run: a consumer group gives the same partition of both topics to the same member.
 */
@ApplicationScoped
public class RunProgress {
    private static final Logger LOG = Logger.getLogger(RunProgress.class);

    private final Inbox inbox;
    private final Outbox outbox;
    private final Events events;
    private final StopHopelessRuns stopHopelessRuns;
    private final boolean enabled;

    public RunProgress(
            Inbox inbox, Outbox outbox, Events events, StopHopelessRuns stopHopelessRuns, EvaluatorConfig config) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.events = events;
        this.stopHopelessRuns = stopHopelessRuns;
        this.enabled = config.hopeless().enabled();
    }

    @Incoming("run-progress")
    @Blocking("hopeless-runs")
    public void on(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(EventType.RUN_STARTED.topic())) {
            inbox.receive(record, RunStarted.class, event -> stopHopelessRuns.onStart(event.data()));
        } else {
            inbox.receive(record, RunEpochCompleted.class, this::onEpoch);
        }
    }

    private void onEpoch(Event<RunEpochCompleted> event) {
        if (enabled) {
            wish(event.data()).ifPresent(wish -> {
                LOG.infof("run %s is hopeless: %s", wish.runId(), wish.explanation());
                outbox.publish(events.causedBy(event, StoreLayout.runStop(wish.runId()), wish));
            });
        }
    }

    private Optional<RunStopRequested> wish(RunEpochCompleted epoch) {
        try {
            return stopHopelessRuns.onEpoch(epoch);
        } catch (UnusableInput e) {
            LOG.warnf("cannot say whether run %s is hopeless: %s", epoch.runId(), e.reason());
            return Optional.empty();
        }
    }
}
