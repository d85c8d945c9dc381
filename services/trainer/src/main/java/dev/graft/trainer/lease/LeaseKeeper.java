package dev.graft.trainer.lease;

import dev.graft.platform.store.StoreException;
import java.time.Clock;

/**
 * A held lease while its run goes on: {@link #renew} is called from time to time, {@link #isLost} at every step.
 * Thread-safe.
 */
public final class LeaseKeeper {
    private final Leases leases;
    private final Clock clock;
    private volatile HeldLease held;
    private volatile boolean lost;

    public LeaseKeeper(Leases leases, Clock clock, HeldLease held) {
        this.leases = leases;
        this.clock = clock;
        this.held = held;
    }

    public HeldLease held() {
        return held;
    }

    /** Whether the run is not this trainer's any more: somebody else took it, or it could not be renewed in time. */
    public boolean isLost() {
        return lost || !held.expiresAt().isAfter(clock.instant());
    }

    /**
     * Prolongs the lease once; nothing happens when it is lost.
     *
     * @throws StoreException.Unavailable when the store is away; the lease is kept up to its end
     */
    public synchronized void renew() {
        if (lost) {
            return;
        }
        leases.renew(held).ifPresentOrElse(renewed -> held = renewed, () -> lost = true);
    }

    /** Ends the holding on purpose; another trainer may go on at once. */
    public synchronized void release() {
        if (!lost) {
            lost = true;
            leases.release(held);
        }
    }
}
