package dev.graft.learning.significance;

import java.util.Arrays;

/**
 * What the scores of answers need of a confusion matrix, kept for a row's weight at a time: its margins and its diagonal.
 * Used by one thread, and again for each resample.
 */
final class WeightedCounts {
    private final int[] truth;
    private final int[] predicted;
    private final long[] support;
    private final long[] answered;
    private final long[] right;
    private long rows;

    WeightedCounts(int[] truth, int[] predicted, int classes) {
        this.truth = truth;
        this.predicted = predicted;
        this.support = new long[classes];
        this.answered = new long[classes];
        this.right = new long[classes];
    }

    void count(int[] weights) {
        Arrays.fill(support, 0);
        Arrays.fill(answered, 0);
        Arrays.fill(right, 0);
        rows = 0;
        for (int row = 0; row < weights.length; row++) {
            int weight = weights[row];
            if (weight > 0) {
                support[truth[row]] += weight;
                answered[predicted[row]] += weight;
                right[truth[row]] += truth[row] == predicted[row] ? weight : 0;
                rows += weight;
            }
        }
    }

    /** @throws IllegalArgumentException on a score that looks at probabilities */
    double of(Score score) {
        return switch (score) {
            case ACCURACY -> accuracy();
            case BALANCED_ACCURACY -> balancedAccuracy();
            case MACRO_F1 -> macroF1();
            case WEIGHTED_F1 -> weightedF1();
            case MATTHEWS_CORRELATION -> matthewsCorrelation();
            case COHENS_KAPPA -> cohensKappa();
            case ROC_AUC, PR_AUC, LOG_LOSS, BRIER, CALIBRATION_ERROR ->
                throw new IllegalArgumentException(score.id() + " looks at probabilities");
        };
    }

    private double accuracy() {
        return rows == 0 ? 0 : (double) Arrays.stream(right).sum() / rows;
    }

    private double balancedAccuracy() {
        double sum = 0;
        int classes = 0;
        for (int label = 0; label < support.length; label++) {
            if (support[label] > 0) {
                sum += (double) right[label] / support[label];
                classes++;
            }
        }
        return classes == 0 ? 0 : sum / classes;
    }

    private double macroF1() {
        double sum = 0;
        int classes = 0;
        for (int label = 0; label < support.length; label++) {
            if (support[label] > 0) {
                sum += f1(label);
                classes++;
            }
        }
        return classes == 0 ? 0 : sum / classes;
    }

    private double weightedF1() {
        double sum = 0;
        for (int label = 0; label < support.length; label++) {
            sum += support[label] == 0 ? 0 : support[label] * f1(label);
        }
        return rows == 0 ? 0 : sum / rows;
    }

    private double matthewsCorrelation() {
        double scale = Math.sqrt(pairs(support)) * Math.sqrt(pairs(answered));
        return scale == 0 ? 0 : (Arrays.stream(right).sum() * (double) rows - chance()) / scale;
    }

    private double cohensKappa() {
        double room = (double) rows * rows - chance();
        return room == 0 ? 0 : (Arrays.stream(right).sum() * (double) rows - chance()) / room;
    }

    private double f1(int label) {
        return 2.0 * right[label] / (support[label] + answered[label]);
    }

    private double chance() {
        double sum = 0;
        for (int label = 0; label < support.length; label++) {
            sum += (double) support[label] * answered[label];
        }
        return sum;
    }

    private double pairs(long[] margin) {
        double same = 0;
        for (long count : margin) {
            same += (double) count * count;
        }
        return (double) rows * rows - same;
    }
}
