package dev.graft.dataprep.rule;

import dev.graft.contracts.task.Split;
import dev.graft.platform.json.Hashes;
import java.util.Objects;

/**
 * The split that a row belongs to, as a function of its id and the task's shares: a row never moves as batches arrive.
 * Rows that came earlier keep the split of the shares that were in force then.
 */
public final class SplitByHash {
    private static final int HEX_DIGITS = 13;
    private static final double RANGE = 1L << (4 * HEX_DIGITS);

    private final double test;
    private final double heldOut;

    public SplitByHash(Split shares) {
        this.test = Objects.requireNonNull(shares.test());
        this.heldOut = test + Objects.requireNonNull(shares.validation());
    }

    /** One of the names in {@link Split}. */
    public String of(String rowId) {
        double position = position(rowId);
        if (position < test) {
            return Split.TEST;
        }
        return position < heldOut ? Split.VALIDATION : Split.TRAIN;
    }

    /** Evenly spread over [0, 1). */
    static double position(String rowId) {
        return Long.parseLong(Hashes.id("split", rowId).substring(0, HEX_DIGITS), 16) / RANGE;
    }
}
