package dev.graft.learning.gate;

import org.jspecify.annotations.Nullable;

/**
 * What a task asks of a challenger before it goes live.
 *
 * @param metric the score that decides
 * @param minimumGain least gain over the champion on all test rows, in [0, 1]; a tie is refused even at 0
 * @param maximumLossPerSlice most that the score may fall on any one slice, in [0, 1]
 * @param minimumTestRows fewest test rows that allow a verdict, at least 1; a smaller slice is not judged alone
 * @param minimumScore absolute floor for the challenger in [0, 1], or null for none
 * @param maximumCalibrationError most expected calibration error in [0, 1], or null for any
 * @param requiredConfidence confidence in (0, 1) that the challenger is right more often than the champion, by
 *     the exact McNemar test (0.95 asks for p ≤ 0.05); null reports the p-value without asking for one
 */
public record GatePolicy(
        GateMetric metric,
        double minimumGain,
        double maximumLossPerSlice,
        int minimumTestRows,
        @Nullable Double minimumScore,
        @Nullable Double maximumCalibrationError,
        @Nullable Double requiredConfidence) {

    /** Throws {@link IllegalArgumentException} naming the setting that is out of its range. */
    public GatePolicy {
        requireShare("minimumGain", minimumGain);
        requireShare("maximumLossPerSlice", maximumLossPerSlice);
        requireShare("minimumScore", minimumScore);
        requireShare("maximumCalibrationError", maximumCalibrationError);
        requireShare("requiredConfidence", requiredConfidence);
        if (requiredConfidence != null && (requiredConfidence == 0 || requiredConfidence == 1)) {
            throw new IllegalArgumentException("requiredConfidence lies strictly between 0 and 1");
        }
        if (minimumTestRows < 1) {
            throw new IllegalArgumentException("minimumTestRows is at least 1, but is " + minimumTestRows);
        }
    }

    /** Macro F1, any gain above a tie, at most 0.02 lost on a slice, at least 20 test rows, nothing else asked. */
    public static GatePolicy defaults() {
        return new GatePolicy(GateMetric.MACRO_F1, 0.0, 0.02, 20, null, null, null);
    }

    private static void requireShare(String name, @Nullable Double value) {
        // Written so that NaN fails too.
        if (value != null && !(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " lies in [0, 1], but is " + value);
        }
    }
}
