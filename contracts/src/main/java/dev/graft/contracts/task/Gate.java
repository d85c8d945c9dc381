package dev.graft.contracts.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By which rules a challenger becomes champion. Scores are shares from 0 to 1.
 *
 * @param metric one of {@link #METRICS}
 * @param minimumGain the challenger must win by more than this; 0 refuses a tie
 * @param maximumLossPerSlice how much it may lose on any slice
 * @param minimumTestRows fewer test rows than this decide nothing: the verdict is inconclusive
 * @param minimumScore the least score a first model needs; null: better than the majority class
 * @param maximumCalibrationError upper bound of the expected calibration error; null: reported only
 * @param confidence how sure a finding has to be before it decides, above 0.5 and below 1: of challengers that are no better
 *     at most {@code 1 - confidence} are promoted. 0: what is measured decides, luck included
 * @param nonInferiorityMargin how much worse a challenger may be that is taken all the same when it is surely not worse than
 *     that; null: it has to be better
 * @param maximumSizeRatio most bytes of the challenger for each byte of the champion; null: reported only
 * @param maximumLatencyRatio most time that the challenger takes for a row in that of the champion; null: not measured
 */
public record Gate(
        @Nullable String metric,
        @Nullable Double minimumGain,
        @Nullable Double maximumLossPerSlice,
        @Nullable Integer minimumTestRows,
        @Nullable Double minimumScore,
        @Nullable Double maximumCalibrationError,
        @Nullable Double confidence,
        @Nullable Double nonInferiorityMargin,
        @Nullable Double maximumSizeRatio,
        @Nullable Double maximumLatencyRatio) {

    public static final String MACRO_F1 = "macro-f1";
    public static final String ACCURACY = "accuracy";

    /** The scores that a gate can decide by. */
    public static final List<String> METRICS =
            List.of(MACRO_F1, ACCURACY, "balanced-accuracy", "weighted-f1", "matthews-correlation", "cohens-kappa");

    public static final double DEFAULT_CONFIDENCE = 0.95;

    public static final Gate DEFAULT = new Gate(null, null, null, null, null, null);

    @JsonCreator
    public Gate {
        metric = metric == null ? MACRO_F1 : metric;
        minimumGain = minimumGain == null ? Double.valueOf(0) : minimumGain;
        maximumLossPerSlice = maximumLossPerSlice == null ? Double.valueOf(0.02) : maximumLossPerSlice;
        minimumTestRows = minimumTestRows == null ? Integer.valueOf(20) : minimumTestRows;
        confidence = confidence == null ? Double.valueOf(DEFAULT_CONFIDENCE) : confidence;
    }

    /** A gate of the default confidence and without limits on cost. */
    public Gate(
            @Nullable String metric,
            @Nullable Double minimumGain,
            @Nullable Double maximumLossPerSlice,
            @Nullable Integer minimumTestRows,
            @Nullable Double minimumScore,
            @Nullable Double maximumCalibrationError) {
        this(
                metric,
                minimumGain,
                maximumLossPerSlice,
                minimumTestRows,
                minimumScore,
                maximumCalibrationError,
                null,
                null,
                null,
                null);
    }

    /** The same gate with another confidence. */
    public Gate withConfidence(double other) {
        return new Gate(
                metric,
                minimumGain,
                maximumLossPerSlice,
                minimumTestRows,
                minimumScore,
                maximumCalibrationError,
                other,
                nonInferiorityMargin,
                maximumSizeRatio,
                maximumLatencyRatio);
    }
}
