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
 */
public record Trigger(
        @Nullable Integer minimumNewRows,
        @Nullable Duration debounce,
        @Nullable String schedule) {

    public static final Trigger AT_ONCE = new Trigger(null, null, null);

    public Trigger {
        minimumNewRows = minimumNewRows == null ? Integer.valueOf(1) : minimumNewRows;
        debounce = debounce == null ? Duration.ZERO : debounce;
    }
}
