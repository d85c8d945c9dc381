package dev.graft.contracts.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When accepted rows are worth a snapshot and a run.
 *
 * @param minimumNewRows accepted rows since the last snapshot that are needed; 1 trains on every batch
 * @param debounce how long no further batch may have come before a snapshot is made; null or zero: at once
 * @param schedule a UNIX cron expression in UTC (five fields): snapshots only at those times; null: whenever the other
 *     two allow it
 * @param driftLevel a batch that differs from the data set is reason enough for a snapshot, however few its rows, where
 *     the chance of such a difference is at most this, 0.0001 to 0.5; the other two still hold; null: it is not
 */
public record Trigger(
        @Nullable Integer minimumNewRows,
        @Nullable Duration debounce,
        @Nullable String schedule,
        @Nullable Double driftLevel) {

    public static final Trigger AT_ONCE = new Trigger(null, null, null);

    public Trigger {
        minimumNewRows = minimumNewRows == null ? Integer.valueOf(1) : minimumNewRows;
        debounce = debounce == null ? Duration.ZERO : debounce;
    }

    /** A trigger for which drift is nothing special. */
    public Trigger(@Nullable Integer minimumNewRows, @Nullable Duration debounce, @Nullable String schedule) {
        this(minimumNewRows, debounce, schedule, null);
    }
}
