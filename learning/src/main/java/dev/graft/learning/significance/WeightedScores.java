package dev.graft.learning.significance;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one model over rows of which each counts as often as a resample drew it. With every weight 1 they are those
 * of {@link dev.graft.learning.metrics.ClassificationReport} and {@link dev.graft.learning.metrics.RankingScores}. What is
 * the same for all resamples is prepared once; {@link #counter} makes what one thread needs for itself.
 */
final class WeightedScores {
    private static final Set<Score> OF_TRUST = EnumSet.of(Score.LOG_LOSS, Score.BRIER, Score.CALIBRATION_ERROR);

    private final int[] truth;
    private final int[] predictions;
    private final int classes;
    private final @Nullable WeightedRanking ranking;
    private final @Nullable WeightedTrust trust;

    WeightedScores(int[] truth, float[][] probabilities, int[] predictions, int classes, Collection<Score> wanted) {
        this.truth = truth;
        this.predictions = predictions;
        this.classes = classes;
        this.ranking =
                wanted.stream().anyMatch(Score::ranks) ? new WeightedRanking(truth, probabilities, classes) : null;
        this.trust = wanted.stream().anyMatch(OF_TRUST::contains)
                ? new WeightedTrust(truth, probabilities, predictions)
                : null;
    }

    Counter counter() {
        return new Counter();
    }

    /** Scores one resample after the other. */
    final class Counter {
        private final WeightedCounts counts = new WeightedCounts(truth, predictions, classes);
        private int[] weights = new int[0];

        /** Takes in how often each row counts; the array may change when the scores have been asked for. */
        Counter count(int[] drawn) {
            weights = drawn;
            counts.count(drawn);
            return this;
        }

        double of(Score score) {
            return switch (score) {
                case ROC_AUC -> ranking().rocAuc(weights);
                case PR_AUC -> ranking().averagePrecision(weights);
                case LOG_LOSS -> trust().logLoss(weights);
                case BRIER -> trust().brier(weights);
                case CALIBRATION_ERROR -> trust().calibrationError(weights);
                case ACCURACY, BALANCED_ACCURACY, MACRO_F1, WEIGHTED_F1, MATTHEWS_CORRELATION, COHENS_KAPPA ->
                    counts.of(score);
            };
        }

        private WeightedRanking ranking() {
            return Objects.requireNonNull(ranking, "a ranking score that was not asked for");
        }

        private WeightedTrust trust() {
            return Objects.requireNonNull(trust, "a score of probabilities that was not asked for");
        }
    }
}
