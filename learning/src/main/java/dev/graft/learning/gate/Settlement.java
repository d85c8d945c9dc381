package dev.graft.learning.gate;

import dev.graft.learning.significance.Resampled;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How many more test rows would probably settle what could not be decided: as many as give a test of the asked confidence a
 * power of {@value #POWER}, if the true difference is the one that was measured. The standard error shrinks with the root
 * of the rows.
 */
final class Settlement {
    static final double POWER = 0.8;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double MOST = 1e9;

    private Settlement() {}

    /** Null: the rows show nothing that more of them could confirm. */
    static @Nullable Long moreTestRows(Resampled gain, double limit, double confidence) {
        double distance = gain.gain() - limit;
        double error = gain.standardError();
        if (distance <= Words.ROUNDING || error == 0) {
            return null;
        }
        double reach = NORMAL.inverseCumulativeProbability(confidence) + NORMAL.inverseCumulativeProbability(POWER);
        double needed = gain.rows() * Math.pow(reach * error / distance, 2);
        return needed > MOST ? null : Long.valueOf(Math.max(1, (long) Math.ceil(needed) - gain.rows()));
    }

    static String words(@Nullable Long moreTestRows) {
        return moreTestRows == null ? "" : "; about %d more test rows would probably settle it".formatted(moreTestRows);
    }
}
