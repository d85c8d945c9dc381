package dev.graft.learning.train;

import java.time.Clock;

/** Measures how much of a run's work is done; its unit is one row through the layers that learn, once. */
final class ProgressMeter {

    private final Clock clock;
    private final double total;
    private double doneBefore;
    private double done;
    private long startMillis;

    ProgressMeter(Clock clock, double total) {
        this.clock = clock;
        this.total = total;
        this.startMillis = clock.millis();
    }

    /** Work of an earlier attempt: it counts as done, but says nothing about speed. */
    void skip(double units) {
        done += units;
        doneBefore = done;
        startMillis = clock.millis();
    }

    void add(double units) {
        done += units;
    }

    double percent() {
        return Math.min(100, 100 * done / total);
    }

    double secondsLeft() {
        double worked = done - doneBefore;
        return worked <= 0 ? 0 : Math.max(0, total - done) * seconds(startMillis) / worked;
    }

    long now() {
        return clock.millis();
    }

    /** Seconds since {@link #now} was {@code millis}, never 0. */
    double seconds(long millis) {
        return Math.max(1, clock.millis() - millis) / 1000.0;
    }
}
