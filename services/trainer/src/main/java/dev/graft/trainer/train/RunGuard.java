package dev.graft.trainer.train;

import dev.graft.learning.train.StopSignal;
import dev.graft.platform.store.StoreException;
import dev.graft.trainer.lease.HeldLease;
import dev.graft.trainer.lease.LeaseKeeper;
import dev.graft.trainer.stop.StopRequest;
import dev.graft.trainer.stop.Stops;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Whether a run in progress may go on: a background thread renews its lease and looks for requests to stop, a third of
 * the lease's length after the last time; the run asks at every step.
 */
final class RunGuard implements StopSignal, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RunGuard.class);

    private final LeaseKeeper keeper;
    private final Stops.Watch watch;
    private final Shutdown shutdown;
    private final ScheduledFuture<?> ticking;

    RunGuard(
            LeaseKeeper keeper,
            Stops.Watch watch,
            Shutdown shutdown,
            ScheduledExecutorService background,
            Duration leaseLength) {
        this.keeper = keeper;
        this.watch = watch;
        this.shutdown = shutdown;
        long pause = leaseLength.toMillis() / 3;
        this.ticking = background.scheduleWithFixedDelay(this::tick, pause, pause, TimeUnit.MILLISECONDS);
    }

    HeldLease lease() {
        return keeper.held();
    }

    /** Whether somebody asked the run to stop, with a look into the store. */
    Optional<StopRequest> lookForStop() {
        watch.look();
        return watch.seen();
    }

    /** Whether somebody asked the run to stop, as far as is known. */
    Optional<StopRequest> stop() {
        return watch.seen();
    }

    @Override
    public Optional<String> reason() {
        if (keeper.isLost()) {
            return Optional.of("its lease is lost");
        }
        if (shutdown.isRequested()) {
            return Optional.of("the trainer shuts down");
        }
        return watch.seen().map(StopRequest::explanation);
    }

    /**
     * Returns where this trainer may write the run.
     *
     * @throws LeaseLost where it is not this trainer's any more
     * @throws RunInterrupted where the service ends
     */
    void requireMine() {
        if (keeper.isLost()) {
            throw new LeaseLost(keeper.held().runId());
        }
        if (shutdown.isRequested()) {
            throw new RunInterrupted();
        }
    }

    /** Lets go of the lease before it ends, as far as the store can be reached. */
    void release() {
        try {
            keeper.release();
        } catch (StoreException e) {
            LOG.warnf(
                    "run %s: its lease is left to end by itself: %s",
                    keeper.held().runId(), e.getMessage());
        }
    }

    @Override
    public void close() {
        ticking.cancel(false);
        watch.close();
    }

    private void tick() {
        try {
            keeper.renew();
            watch.look();
        } catch (StoreException e) {
            LOG.warnf("run %s: cannot renew its lease now: %s", keeper.held().runId(), e.getMessage());
        }
    }
}
