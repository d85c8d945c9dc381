package dev.graft.dashboard.grafana;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that a panel shows.
 *
 * @param step from one point to the next
 */
public record Window(Instant from, Instant to, Duration step) {
    static final int MOST_POINTS = 2_000;

    private static final int FEWEST_POINTS = 10;

    /**
     * A window with at most as many points as a panel has room for.
     *
     * @param points that a panel has room for; taken as 10 to 2,000
     * @param least step that the panel asks for
     */
    public static Window of(Instant from, Instant to, int points, Duration least) {
        int most = Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, points));
        long span = Math.max(1, Duration.between(from, to).toMillis());
        long step = Math.max(Math.max(1, least.toMillis()), (span + most - 1) / most);
        return new Window(from, to, Duration.ofMillis(step));
    }

    boolean holds(Instant time) {
        return !time.isBefore(from) && !time.isAfter(to);
    }

    /** The point that stands for a time: the beginning of its step, milliseconds since 1970. */
    long point(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), step.toMillis()) * step.toMillis();
    }
}
