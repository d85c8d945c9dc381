package dev.graft.learning.sampling;

import java.util.stream.IntStream;

/** What answers are judged by where classes are rare; from 0 to 1, of the classes that occur. */
public enum Merit {

    /** The mean of the classes' recalls. */
    BALANCED_ACCURACY {
        @Override
        double ofClass(int right, int there, int answered) {
            return (double) right / there;
        }
    },

    /** The mean of the classes' F1. */
    MACRO_F1 {
        @Override
        double ofClass(int right, int there, int answered) {
            return 2.0 * right / (there + answered);
        }
    };

    abstract double ofClass(int right, int there, int answered);

    /**
     * The mean over the classes that have rows.
     *
     * @param count of all classes
     */
    public double of(int[] answers, int[] truth, int count) {
        int[] right = new int[count];
        int[] there = new int[count];
        int[] answered = new int[count];
        for (int row = 0; row < truth.length; row++) {
            there[truth[row]]++;
            answered[answers[row]]++;
            right[truth[row]] += answers[row] == truth[row] ? 1 : 0;
        }
        return IntStream.range(0, count)
                .filter(which -> there[which] > 0)
                .mapToDouble(which -> ofClass(right[which], there[which], answered[which]))
                .average()
                .orElse(0);
    }
}
