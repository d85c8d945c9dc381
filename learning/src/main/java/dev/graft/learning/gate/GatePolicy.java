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
 * @param confidence how sure a finding has to be before it decides: a challenger that is no better is promoted in at most
 *     {@code 1 - confidence} of the cases, and one that loses on no slice is refused for a slice in at most as many; above
 *     0.5 and below 1, or 0: what is measured decides, luck included
 * @param nonInferiorityMargin how much worse on all test rows a challenger may be, in (0, 1), to be taken all the same when
 *     it is surely not worse than that; null: it has to be better
 * @param maximumSizeRatio most bytes of the challenger for each byte of the champion, above 0, or null for any
 * @param maximumLatencyRatio most time that the challenger takes for a row in that of the champion, above 0, or null for any
 */
public record GatePolicy(
        GateMetric metric,
        double minimumGain,
        double maximumLossPerSlice,
        int minimumTestRows,
        @Nullable Double minimumScore,
        @Nullable Double maximumCalibrationError,
        double confidence,
        @Nullable Double nonInferiorityMargin,
        @Nullable Double maximumSizeRatio,
        @Nullable Double maximumLatencyRatio) {

    /** The share of worthless challengers that is promoted at most is 1 in 20. */
    public static final double DEFAULT_CONFIDENCE = 0.95;

    /** Throws {@link IllegalArgumentException} naming the setting that is out of its range. */
    public GatePolicy {
        requireShare("minimumGain", minimumGain);
        requireShare("maximumLossPerSlice", maximumLossPerSlice);
        requireShare("minimumScore", minimumScore);
        requireShare("maximumCalibrationError", maximumCalibrationError);
        requireShare("nonInferiorityMargin", nonInferiorityMargin);
        // Written so that NaN fails too.
        if (confidence != 0 && !(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence is 0 or lies above 0.5 and below 1, but is " + confidence);
        }
        if (nonInferiorityMargin != null && (nonInferiorityMargin == 0 || minimumGain > 0)) {
            throw new IllegalArgumentException(
                    "a nonInferiorityMargin is above 0, and asks for no minimumGain beside it");
        }
        requirePositive("maximumSizeRatio", maximumSizeRatio);
        requirePositive("maximumLatencyRatio", maximumLatencyRatio);
        if (minimumTestRows < 1) {
            throw new IllegalArgumentException("minimumTestRows is at least 1, but is " + minimumTestRows);
        }
    }

    /** Without limits on cost, and with a challenger that has to be better. */
    public GatePolicy(
            GateMetric metric,
            double minimumGain,
            double maximumLossPerSlice,
            int minimumTestRows,
            @Nullable Double minimumScore,
            @Nullable Double maximumCalibrationError,
            double confidence) {
        this(
                metric,
                minimumGain,
                maximumLossPerSlice,
                minimumTestRows,
                minimumScore,
                maximumCalibrationError,
                confidence,
                null,
                null,
                null);
    }

    /** Macro F1, any gain that is surely above a tie, at most 0.02 lost on a slice, at least 20 test rows. */
    public static GatePolicy defaults() {
        return new GatePolicy(GateMetric.MACRO_F1, 0.0, 0.02, 20, null, null, DEFAULT_CONFIDENCE);
    }

    /** How often a finding may be luck. */
    double level() {
        return 1 - confidence;
    }

    /** Whether a finding has to be more than luck. */
    boolean asksForEvidence() {
        return confidence > 0;
    }

    /** The level of the intervals that are shown: each end is a one-sided bound of the asked confidence. */
    public double intervalLevel() {
        return 2 * (asksForEvidence() ? confidence : DEFAULT_CONFIDENCE) - 1;
    }

    private static void requireShare(String name, @Nullable Double value) {
        // Written so that NaN fails too.
        if (value != null && !(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " lies in [0, 1], but is " + value);
        }
    }

    private static void requirePositive(String name, @Nullable Double value) {
        // Written so that NaN fails too.
        if (value != null && !(value > 0)) {
            throw new IllegalArgumentException(name + " is above 0, but is " + value);
        }
    }
}
