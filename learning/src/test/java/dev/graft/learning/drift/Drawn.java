package dev.graft.learning.drift;

import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Synthetic rows of known distributions. */
final class Drawn {

    private Drawn() {}

    /** Rows of independent normal features about a mean. */
    static float[][] features(int rows, int width, double mean, Random random) {
        float[][] features = new float[rows][width];
        for (float[] row : features) {
            for (int i = 0; i < width; i++) {
                row[i] = (float) (mean + random.nextGaussian());
            }
        }
        return features;
    }

    static double[] numbers(int count, double mean, Random random) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> mean + random.nextGaussian());
        return numbers;
    }

    /** Counts of {@code kinds} labels, of which label i is (i + 1) to the power of {@code decline} times rarer than the first. */
    static SortedMap<String, Long> labels(int rows, int kinds, double decline, Random random) {
        double[] weights = new double[kinds];
        Arrays.setAll(weights, kind -> Math.pow(kind + 1, -decline));
        double sum = Arrays.stream(weights).sum();
        SortedMap<String, Long> labels = new TreeMap<>();
        for (int row = 0; row < rows; row++) {
            double place = random.nextDouble() * sum;
            int kind = 0;
            while (kind < kinds - 1 && place >= weights[kind]) {
                place -= weights[kind++];
            }
            labels.merge("label " + kind, 1L, Long::sum);
        }
        return labels;
    }
}
