package dev.graft.learning.classic;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What was learnt: answers rows of the width that it has learnt from. Safe for many threads. */
public interface Classifier {

    /**
     * How likely each class is {@code (rows, classes)}, each row with the sum 1; each learner says whether these are
     * calibrated.
     */
    double[][] probabilities(FeatureVectors rows);

    /** The most likely class of each row, of equal ones the first. */
    default int[] answers(FeatureVectors rows) {
        return Arrays.stream(probabilities(rows)).mapToInt(Classifier::best).toArray();
    }

    /** The share of rows whose answer is right. */
    default double accuracy(FeatureVectors rows, int... classes) {
        int[] answers = answers(rows);
        return IntStream.range(0, answers.length)
                        .filter(row -> answers[row] == classes[row])
                        .count()
                / (double) Math.max(1, answers.length);
    }

    /** The place of the largest number, of equal ones the first. */
    static int best(double... values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
