package dev.graft.registry.openlineage;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the receiver of OpenLineage events takes what it is sent. Thread-safe. */
public final class ReceiverState {
    private final Clock clock;
    private volatile @Nullable Absence absence;

    public ReceiverState(Clock clock) {
        this.clock = clock;
    }

    /**
     * A time in which it takes nothing.
     *
     * @param tries that failed since then
     * @param reason of the latest one
     */
    public record Absence(Instant since, long tries, String reason) {}

    /** Empty: it took the latest event, or none was sent yet. */
    public Optional<Absence> absence() {
        return Optional.ofNullable(absence);
    }

    public void answered() {
        absence = null;
    }

    /** Returns how it stands now. */
    public synchronized Absence failed(String reason) {
        Absence before = absence;
        Absence now = before == null
                ? new Absence(clock.instant(), 1, reason)
                : new Absence(before.since(), before.tries() + 1, reason);
        absence = now;
        return now;
    }
}
