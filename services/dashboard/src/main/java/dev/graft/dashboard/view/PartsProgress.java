package dev.graft.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * How far a batch is that is prepared in parts.
 *
 * @param prepared parts that are read
 * @param parts all of them
 * @param rows of the parts that are read
 * @param percent of the parts, 0 to 100
 * @param rowsPerSecond by all processes together; null: not known yet
 * @param secondsLeft until all parts are read, as it has gone so far; null: not known yet
 */
public record PartsProgress(
        int prepared,
        int parts,
        long rows,
        double percent,
        @Nullable Double rowsPerSecond,
        @Nullable Double secondsLeft) {}
