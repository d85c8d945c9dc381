package dev.graft.trainer.train;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.platform.store.StoreException;
import dev.graft.platform.trace.Subject;
import dev.graft.trainer.lease.HeldLease;
import dev.graft.trainer.lease.LeaseKeeper;
import dev.graft.trainer.lease.Leases;
import dev.graft.trainer.plan.RequestRun;
import dev.graft.trainer.plan.RunRequest;
import dev.graft.trainer.stop.Stops;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jboss.logging.Logger;

/**
 * The training of a snapshot's challenger, done once however often the snapshot is announced: whoever finds the run
 * ended announces its end again, whoever finds it held waits, and whoever holds it trains. Blocks until the run has
 * ended; one run at a time in a process.
 */
public final class TrainChallenger {
    private static final Logger LOG = Logger.getLogger(TrainChallenger.class);

    /** How often to look after a run that somebody else holds. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Snapshots snapshots;
    private final RequestRun requests;
    private final RunManifests manifests;
    private final Leases leases;
    private final Stops stops;
    private final RunAttempt attempt;
    private final Checkpoints checkpoints;
    private final RunEvents events;
    private final RunMonitor monitor;
    private final Shutdown shutdown;
    private final ScheduledExecutorService background;
    private final Clock clock;

    public TrainChallenger(
            Snapshots snapshots,
            RequestRun requests,
            RunManifests manifests,
            Leases leases,
            Stops stops,
            RunAttempt attempt,
            Checkpoints checkpoints,
            RunEvents events,
            RunMonitor monitor,
            Shutdown shutdown,
            ScheduledExecutorService background,
            Clock clock) {
        this.snapshots = snapshots;
        this.requests = requests;
        this.manifests = manifests;
        this.leases = leases;
        this.stops = stops;
        this.attempt = attempt;
        this.checkpoints = checkpoints;
        this.events = events;
        this.monitor = monitor;
        this.shutdown = shutdown;
        this.background = background;
        this.clock = clock;
    }

    /**
     * Trains, or finds trained, and announces the end.
     *
     * @throws RunFailed when there is no such snapshot, so that not even a run can be named
     * @throws RunInterrupted when the service ends meanwhile
     */
    public void train(Event<DatasetPrepared> cause) throws RunFailed {
        DatasetPrepared prepared = cause.data();
        RunRequest request = requests.of(snapshots.manifest(prepared.snapshot()), prepared.snapshot());
        Subject.RUN.is(request.runId());
        Optional<Event<?>> ended = manifests.find(request.runId());
        if (ended.isPresent()) {
            LOG.infof("run %s has ended before; its end is announced again", request.runId());
            events.publish(ended.get());
            return;
        }
        List<Long> attempts = new ArrayList<>();
        Event<?> end = trainUntilEnd(request, cause, attempts);
        events.publish(end);
        LOG.infof(
                "run %s of task %s: %s",
                request.runId(), request.task(), end.type().shortName());
        tidyUp(request, end, attempts);
    }

    private Event<?> trainUntilEnd(RunRequest request, Event<?> cause, List<Long> attempts) {
        while (true) {
            Optional<HeldLease> lease = leases.acquire(request.runId());
            Optional<Event<?>> end =
                    lease.isEmpty() || lease.get().token() > 1 ? manifests.find(request.runId()) : Optional.empty();
            if (end.isPresent()) {
                return end.get();
            }
            if (lease.isPresent()) {
                attempts.add(lease.get().token());
                end = attempt(request, cause, lease.get());
                if (end.isPresent()) {
                    return end.get();
                }
            }
            shutdown.pause(PATIENCE);
        }
    }

    private Optional<Event<?>> attempt(RunRequest request, Event<?> cause, HeldLease lease) {
        LeaseKeeper keeper = new LeaseKeeper(leases, clock, lease);
        Stops.Watch watch = stops.watch(request.runId());
        monitor.attemptBegins();
        try (RunGuard guard = new RunGuard(keeper, watch, shutdown, background, leases.length())) {
            try {
                return Optional.of(attempt.run(request, cause, guard));
            } catch (RunInterrupted e) {
                guard.release();
                throw e;
            }
        } catch (LeaseLost e) {
            LOG.warnf("%s; whoever holds it goes on", e.getMessage());
            return Optional.empty();
        } finally {
            monitor.attemptEnds();
        }
    }

    /** Deletes what no one needs when a run has ended; what stays on failure harms nobody. */
    private void tidyUp(RunRequest request, Event<?> end, List<Long> attempts) {
        try {
            checkpoints.clear(
                    request.runId(),
                    attempts.stream()
                            .filter(token -> !isResultOf(end, request.runId(), token))
                            .toList());
        } catch (StoreException e) {
            LOG.warnf("run %s: its checkpoints stay: %s", request.runId(), e.getMessage());
        }
    }

    private static boolean isResultOf(Event<?> end, String runId, long token) {
        return end.data() instanceof RunCompleted completed
                && completed.model().uri().contains(StoreLayout.runAttempt(runId, token));
    }
}
