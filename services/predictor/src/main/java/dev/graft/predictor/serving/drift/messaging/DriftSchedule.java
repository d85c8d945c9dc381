package dev.graft.predictor.serving.drift.messaging;

import dev.graft.contracts.event.InputDrifted.Aspect;
import dev.graft.platform.store.StoreException;
import dev.graft.predictor.serving.ModelUnusable;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.drift.WatchDrift;
import dev.graft.predictor.serving.drift.WatchDrift.Look;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Compares by the clock, and shows what was found as metrics. */
@ApplicationScoped
public class DriftSchedule {
    private static final Logger LOG = Logger.getLogger(DriftSchedule.class);

    private final WatchDrift watch;
    private final ServedModels served;
    private final MeterRegistry meters;

    public DriftSchedule(WatchDrift watch, ServedModels served, MeterRegistry meters) {
        this.watch = watch;
        this.served = served;
        this.meters = meters;
    }

    @Scheduled(
            every = "${graft.drift.every:10m}",
            delayed = "${graft.drift.every:10m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void compareAll() {
        served.all().stream().map(ServedModel::task).forEach(this::compare);
    }

    private void compare(String task) {
        try {
            watch.compare(task).ifPresent(look -> tell(task, look));
        } catch (ModelUnusable e) {
            LOG.warnf("%s: what is asked was not compared: %s", task, e.getMessage());
        } catch (StoreException.Unavailable e) {
            LOG.warnf("%s: what is asked is compared next time, the store does not answer: %s", task, e.getMessage());
        }
    }

    private void tell(String task, Look look) {
        if (look.finding().drifted()) {
            LOG.warnf("%s: %s (%d in succession)", task, look.finding().sentence(), look.inSuccession());
        }
        Gauge.builder("graft.predictor.drifted", watch, last -> isAlarm(last, task))
                .tag("task", task)
                .register(meters);
        look.finding().aspects().stream()
                .filter(aspect -> aspect.chance() != null)
                .forEach(aspect -> Gauge.builder(
                                "graft.predictor.drift.chance", watch, last -> chance(last, task, aspect))
                        .tag("task", task)
                        .tag("aspect", aspect.aspect())
                        .register(meters));
    }

    private static double isAlarm(WatchDrift watch, String task) {
        return watch.last(task).filter(Look::isAlarm).isPresent() ? 1 : 0;
    }

    private static double chance(WatchDrift watch, String task, Aspect of) {
        return watch.last(task).stream()
                .flatMap(look -> look.finding().aspects().stream())
                .filter(aspect -> aspect.aspect().equals(of.aspect()))
                .flatMap(aspect -> Stream.ofNullable(aspect.chance()))
                .findFirst()
                .orElse(Double.NaN);
    }
}
