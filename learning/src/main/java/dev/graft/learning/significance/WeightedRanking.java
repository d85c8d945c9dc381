package dev.graft.learning.significance;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The one-vs-rest ranking scores of one model, for a weight a row: each class's rows are put in order once, and every
 * resample walks along that order. Safe for many threads.
 */
final class WeightedRanking {
    private final int[] truth;
    private final float[][] probabilities;
    private final int[][] order;

    WeightedRanking(int[] truth, float[][] probabilities, int classes) {
        this.truth = truth;
        this.probabilities = probabilities;
        this.order = IntStream.range(0, classes).mapToObj(this::descending).toArray(int[][]::new);
    }

    private int[] descending(int label) {
        return IntStream.range(0, truth.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -probabilities[row][label]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Area under the ROC curve, mean over the classes that have rows and are not the only one.
     *
     * @return NaN when there is no such class
     */
    double rocAuc(int[] weights) {
        return mean(weights, true);
    }

    /**
     * Average precision, mean over the classes that have rows.
     *
     * @return NaN when there is none
     */
    double averagePrecision(int[] weights) {
        return mean(weights, false);
    }

    private double mean(int[] weights, boolean roc) {
        double sum = 0;
        int classes = 0;
        for (int label = 0; label < order.length; label++) {
            double value = roc ? rocAuc(label, weights) : averagePrecision(label, weights);
            if (!Double.isNaN(value)) {
                sum += value;
                classes++;
            }
        }
        return classes == 0 ? Double.NaN : sum / classes;
    }

    private double rocAuc(int label, int[] weights) {
        long positives = 0;
        long negatives = 0;
        double lost = 0;
        int[] rows = order[label];
        for (int at = 0; at < rows.length; ) {
            long hits = 0;
            long others = 0;
            float level = probabilities[rows[at]][label];
            for (; at < rows.length && probabilities[rows[at]][label] == level; at++) {
                int weight = weights[rows[at]];
                hits += truth[rows[at]] == label ? weight : 0;
                others += truth[rows[at]] == label ? 0 : weight;
            }
            lost += hits * (negatives + others / 2.0);
            positives += hits;
            negatives += others;
        }
        double pairs = (double) positives * negatives;
        return pairs == 0 ? Double.NaN : 1 - lost / pairs;
    }

    private double averagePrecision(int label, int[] weights) {
        long hits = 0;
        long seen = 0;
        double sum = 0;
        int[] rows = order[label];
        for (int at = 0; at < rows.length; ) {
            long here = 0;
            float level = probabilities[rows[at]][label];
            for (; at < rows.length && probabilities[rows[at]][label] == level; at++) {
                int weight = weights[rows[at]];
                here += truth[rows[at]] == label ? weight : 0;
                seen += weight;
            }
            hits += here;
            sum += here == 0 ? 0 : here * ((double) hits / seen);
        }
        return hits == 0 ? Double.NaN : sum / hits;
    }
}
