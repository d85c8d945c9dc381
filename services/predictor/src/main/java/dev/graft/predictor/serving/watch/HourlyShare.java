package dev.graft.predictor.serving.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** So many an hour for each task, from the first that is taken on. Used by one thread. */
final class HourlyShare {
    private static final Duration HOUR = Duration.ofHours(1);

    private final int most;
    private final Clock clock;
    private final Map<String, Hour> hours = new HashMap<>();

    HourlyShare(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    private record Hour(Instant since, int taken) {}

    /** Takes one; false when none is left. */
    boolean take(String task) {
        Instant now = clock.instant();
        Hour hour = hours.getOrDefault(task, new Hour(now, 0));
        if (!now.isBefore(hour.since().plus(HOUR))) {
            hour = new Hour(now, 0);
        }
        boolean left = hour.taken() < most;
        hours.put(task, left ? new Hour(hour.since(), hour.taken() + 1) : hour);
        return left;
    }
}
