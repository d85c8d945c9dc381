package dev.graft.registry.openlineage;

import java.time.Duration;
import java.time.Instant;

/** Moments that follow from what an event says. */
final class Times {
    private static final double NANOS = 1e9;

    private Times() {}

    /** When that began which took {@code seconds} until {@code end}. */
    static Instant before(Instant end, double seconds) {
        return end.minus(Duration.ofNanos((long) (seconds * NANOS)));
    }
}
