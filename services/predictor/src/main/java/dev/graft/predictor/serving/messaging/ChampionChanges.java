package dev.graft.predictor.serving.messaging;

import dev.graft.platform.event.EventSpans;
import dev.graft.platform.event.Retry;
import dev.graft.platform.store.StoreException;
import dev.graft.predictor.serving.Agreement;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.SwapChampion;
import dev.graft.predictor.serving.SwapChampion.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Swaps the champion when the registry says that it moved. A record is only the signal, and its key, the task, is all
 * that is read of it: what is live stands in the registry's objects. They are looked at on start, on every record, and
 * now and then for a record that was lost. So every predictor may hear every record: none makes a dead letter of it,
 * and none has to wait for a store that is away.
 */
@ApplicationScoped
public class ChampionChanges {
    private static final Logger LOG = Logger.getLogger(ChampionChanges.class);
    private static final Pattern TASK = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final SwapChampion swap;
    private final ServedModels served;
    private final Retry retry;
    private final MeterRegistry meters;

    public ChampionChanges(SwapChampion swap, ServedModels served, Retry retry, MeterRegistry meters) {
        this.swap = swap;
        this.served = served;
        this.retry = retry;
        this.meters = meters;
    }

    /** The HTTP port opens when this has returned: who can be reached has its champions. */
    void onStart(@Observes StartupEvent start) {
        retry.run("loading the champions", this::lookAtAll);
    }

    @Incoming("model-promoted")
    @Blocking
    public void onPromoted(ConsumerRecord<@Nullable String, byte[]> record) {
        EventSpans.hear(record, () -> follow(record.key()));
    }

    @Incoming("model-rolled-back")
    @Blocking
    public void onRolledBack(ConsumerRecord<@Nullable String, byte[]> record) {
        EventSpans.hear(record, () -> follow(record.key()));
    }

    @Scheduled(
            every = "${graft.predictor.reconcile-every:10s}",
            delayed = "${graft.predictor.reconcile-every:10s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reconcile() {
        follow(null);
    }

    /** The state of a model: its shadow may have moved. */
    @Incoming("model-changed")
    @Blocking
    public void onChanged(ConsumerRecord<@Nullable String, byte[]> record) {
        follow(record.key());
    }

    /** Looks at the task; at all of them where the record does not say which. */
    private void follow(@Nullable String task) {
        try {
            if (task != null && TASK.matcher(task).matches()) {
                lookAt(task);
            } else {
                lookAtAll();
            }
        } catch (StoreException.Unavailable e) {
            LOG.warnf("cannot look at the champions now, the next look is soon: %s", e.getMessage());
        }
    }

    private void lookAtAll() {
        swap.tasks().forEach(this::lookAt);
    }

    private void lookAt(String task) {
        lookAtChampion(task);
        swap.followShadow(task);
    }

    private void lookAtChampion(String task) {
        String failureBefore = served.failures().get(task);
        Outcome outcome = swap.bringUpToDate(task);
        if (outcome == Outcome.UP_TO_DATE) {
            return;
        }
        String failure = served.failures().get(task);
        if (outcome == Outcome.SWAPPED) {
            served.find(task).ifPresent(model -> say(model, "serves now"));
        } else if (outcome == Outcome.ON_TRIAL) {
            served.canary(task).ifPresent(canary -> say(canary.model(), "serves a part of the requests now"));
        } else if (!Objects.equals(failure, failureBefore)) {
            LOG.errorf("%s: the champion cannot serve, the one before it goes on: %s", task, failure);
        }
        meters.counter(
                        "graft.predictor.swaps",
                        "task",
                        task,
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private static void say(ServedModel model, String what) {
        Agreement agreement = model.agreement();
        LOG.infof(
                "%s: version %d %s%s",
                model.task(),
                model.version(),
                what,
                agreement == null || agreement.inputs() == 0
                        ? ""
                        : "; it gives %d of %d requests of the last time the label that version %d gave them"
                                .formatted(agreement.same(), agreement.inputs(), agreement.version()));
    }
}
