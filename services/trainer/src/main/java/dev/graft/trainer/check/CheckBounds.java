package dev.graft.trainer.check;

import java.time.Duration;

/**
 * What a check may cost.
 *
 * @param enabled whether backbones are checked at all
 * @param fewestRows training rows from which a check is worth its time, at least 4
 * @param mostRows that are probed, 10 to 2,000 and not below {@code fewestRows}
 * @param mostTokens of a row that are read, at least 3
 * @param time after which the check of a backbone that the task names is given up. A choice between backbones is
 *     bounded by its rows alone: it must not depend on how busy the machine is
 * @param memoryFloats numbers of features that are kept from run to run; 0 keeps none
 */
public record CheckBounds(
        boolean enabled, int fewestRows, int mostRows, int mostTokens, Duration time, long memoryFloats) {

    public CheckBounds {
        if (fewestRows < 4 || mostRows < 10 || mostRows > 2_000 || mostRows < fewestRows) {
            throw new IllegalArgumentException("a backbone check needs at least 4 rows as its fewest, and 10 to 2,000"
                    + " and no fewer as its most, not " + fewestRows + " and " + mostRows);
        }
        if (mostTokens < 3 || time.isNegative() || time.isZero() || memoryFloats < 0) {
            throw new IllegalArgumentException("a backbone check needs at least 3 tokens, some time, and no negative"
                    + " memory, not " + mostTokens + ", " + time + ", " + memoryFloats);
        }
    }
}
