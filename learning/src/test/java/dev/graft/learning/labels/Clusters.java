package dev.graft.learning.labels;

import java.util.Random;
import java.util.stream.IntStream;

/** Rows of labels that lie around centres of their own, seeded. */
final class Clusters {

    private static final int WIDTH = 24;
    private static final long CENTRES = 7;

    private Clusters() {}

    /**
     * Row i has label i mod {@code labels}.
     *
     * @param distance of the centres from 0, in standard deviations of a row around its centre in one direction
     */
    static LabelledRows draw(int labels, int rows, double distance, long seed) {
        return of(IntStream.range(0, rows).map(row -> row % labels).toArray(), labels, distance, seed);
    }

    /** Rows with these labels. */
    static LabelledRows of(int[] truth, int labels, double distance, long seed) {
        double[][] centres = centres(labels, distance);
        Random random = new Random(seed);
        float[][] features = new float[truth.length][WIDTH];
        for (int row = 0; row < truth.length; row++) {
            for (int i = 0; i < WIDTH; i++) {
                features[row][i] = (float) (centres[truth[row]][i] + random.nextGaussian());
            }
        }
        return new LabelledRows(features, truth);
    }

    /** The same rows with other labels. */
    static LabelledRows relabelled(LabelledRows rows, int[] labels) {
        return new LabelledRows(rows.features(), labels);
    }

    /** The labels with the first rows of a seeded order moved on by one to {@code labels - 1}. */
    static int[] flipped(int[] truth, int labels, double share, long seed) {
        Random random = new Random(seed);
        int[] given = truth.clone();
        int[] order = shuffled(IntStream.range(0, truth.length).toArray(), seed);
        for (int i = 0; i < Math.round(share * truth.length); i++) {
            given[order[i]] = (truth[order[i]] + 1 + random.nextInt(labels - 1)) % labels;
        }
        return given;
    }

    static int[] shuffled(int[] numbers, long seed) {
        Random random = new Random(seed);
        int[] shuffled = numbers.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int number = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = number;
        }
        return shuffled;
    }

    private static double[][] centres(int labels, double distance) {
        Random random = new Random(CENTRES);
        double[][] centres = new double[labels][WIDTH];
        for (double[] centre : centres) {
            double squares = 0;
            for (int i = 0; i < WIDTH; i++) {
                centre[i] = random.nextGaussian();
                squares += centre[i] * centre[i];
            }
            for (int i = 0; i < WIDTH; i++) {
                centre[i] *= distance / Math.sqrt(squares);
            }
        }
        return centres;
    }
}
