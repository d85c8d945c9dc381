package dev.graft.trainer.check;

import dev.graft.learning.train.PhaseName;
import dev.graft.learning.train.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a check is, and whether it may go on. */
final class CheckPace {
    private static final double PERCENT = 100;

    private final CheckWatch watch;
    private final Clock clock;
    private final Instant begun;
    private final @Nullable Duration limit;
    private final int rows;
    private int done;

    /**
     * @param rows to be computed, over all candidates
     * @param limit null: there is none
     */
    CheckPace(CheckWatch watch, Clock clock, int rows, @Nullable Duration limit) {
        this.watch = watch;
        this.clock = clock;
        this.begun = clock.instant();
        this.limit = limit;
        this.rows = rows;
    }

    /**
     * Returns where the check may go on.
     *
     * @throws CheckStopped when the run may not
     * @throws OutOfTime when the time is over
     */
    void requireGoing() {
        watch.stop().reason().ifPresent(reason -> {
            throw new CheckStopped(reason);
        });
        if (limit != null && Duration.between(begun, clock.instant()).compareTo(limit) > 0) {
            throw new OutOfTime();
        }
    }

    void computed(int more) {
        done += more;
        double rate = done / Math.max(1e-3, seconds());
        watch.progress().accept(new Progress(PhaseName.CHECK, 0, 0, PERCENT * done / rows, rate, (rows - done) / rate));
    }

    double seconds() {
        return Duration.between(begun, clock.instant()).toNanos() / 1e9;
    }

    /** The check took longer than it may. */
    static final class OutOfTime extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfTime() {
            super("the check is out of time", null, false, false);
        }
    }
}
