package dev.graft.dashboard.readmodel;

import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.dashboard.view.PartsProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The parts of one batch. */
final class PartFacts {
    /** No batch has as many; a number from outside must not take memory. */
    private static final int MAX_PARTS = 100_000;

    private static final double PERCENT = 100;

    private final int parts;
    private final BitSet prepared = new BitSet();
    private Instant first;
    private Instant lastHeard;
    private @Nullable Instant last;
    private long rows;

    PartFacts(int parts, Instant first) {
        this.parts = parts;
        this.first = first;
        this.lastHeard = first;
    }

    void requested(Instant time) {
        first = time.isBefore(first) ? time : first;
        heard(time);
    }

    private void heard(Instant time) {
        lastHeard = time.isAfter(lastHeard) ? time : lastHeard;
    }

    /** When a part was requested or prepared last. */
    Instant lastHeard() {
        return lastHeard;
    }

    void prepared(Instant time, BatchPartPrepared part) {
        if (part.part() > Math.min(parts, MAX_PARTS) || prepared.get(part.part())) {
            return;
        }
        prepared.set(part.part());
        rows += part.rows();
        last = last == null || time.isAfter(last) ? time : last;
        heard(time);
    }

    PartsProgress progress() {
        int done = prepared.cardinality();
        double seconds = last == null ? 0 : Duration.between(first, last).toMillis() / 1000.0;
        return new PartsProgress(
                done,
                parts,
                rows,
                PERCENT * done / parts,
                seconds > 0 ? rows / seconds : null,
                seconds > 0 ? seconds / done * (parts - done) : null);
    }
}
