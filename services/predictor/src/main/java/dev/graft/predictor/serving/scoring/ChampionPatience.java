package dev.graft.predictor.serving.scoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long requests wait for a task's first champion: for a bounded time from when one was first missed here, and never
 * longer than that after they were sent. So a task that does not exist holds up what is behind its requests once, and however
 * many such tasks somebody invents, nothing is held up for longer than the bound. Used by one thread.
 */
public final class ChampionPatience {
    private static final int REMEMBERED = 1_000;

    private final Duration bound;
    private final Clock clock;
    private final Map<String, Instant> missedSince = new LinkedHashMap<>();

    public ChampionPatience(Duration bound, Clock clock) {
        this.bound = bound;
        this.clock = clock;
    }

    /** A champion of the task was missed by a request; whether the request has waited for long enough. */
    boolean isOver(String task, Instant sentAt) {
        Instant now = clock.instant();
        Instant since = missedSince.computeIfAbsent(task, first -> now);
        if (missedSince.size() > REMEMBERED) {
            missedSince.remove(missedSince.keySet().iterator().next());
        }
        return !now.isBefore(since.plus(bound)) || !now.isBefore(sentAt.plus(bound));
    }

    /** The task has a champion. */
    void found(String task) {
        missedSince.remove(task);
    }

    Duration bound() {
        return bound;
    }
}
