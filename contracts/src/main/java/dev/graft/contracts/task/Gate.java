package dev.graft.contracts.task;

import org.jspecify.annotations.Nullable;

/**
 * By which rules a challenger becomes champion. Scores are shares from 0 to 1.
 *
 * @param metric {@code macro-f1} or {@code accuracy}
 * @param minimumGain the challenger must win by more than this; 0 refuses a tie
 * @param maximumLossPerSlice how much it may lose on any slice
 * @param minimumTestRows fewer test rows than this decide nothing: refused
 * @param minimumScore the least score a first model needs; null: better than the majority class
 * @param maximumCalibrationError upper bound of the expected calibration error; null: reported only
 */
public record Gate(
        @Nullable String metric,
        @Nullable Double minimumGain,
        @Nullable Double maximumLossPerSlice,
        @Nullable Integer minimumTestRows,
        @Nullable Double minimumScore,
        @Nullable Double maximumCalibrationError) {

    public static final String MACRO_F1 = "macro-f1";
    public static final String ACCURACY = "accuracy";

    public static final Gate DEFAULT = new Gate(null, null, null, null, null, null);

    public Gate {
        metric = metric == null ? MACRO_F1 : metric;
        minimumGain = minimumGain == null ? Double.valueOf(0) : minimumGain;
        maximumLossPerSlice = maximumLossPerSlice == null ? Double.valueOf(0.02) : maximumLossPerSlice;
        minimumTestRows = minimumTestRows == null ? Integer.valueOf(20) : minimumTestRows;
    }
}
