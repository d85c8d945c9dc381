package dev.graft.learning.tabular;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much the bin of a number tells of a class, in nats: the mutual information of the two as they are counted. Bins hold
 * about as many numbers each; equal numbers are in one bin, so there may be fewer.
 */
final class MutualInformation {

    private final int[] classes;
    private final int count;
    private final int bins;

    /** @param classes of the rows, from 0 */
    MutualInformation(int[] classes, int bins) {
        this.classes = classes;
        this.count = 1 + Arrays.stream(classes).max().orElseThrow();
        this.bins = bins;
    }

    /** @param values one a row, without NaN */
    double of(double[] values) {
        double[] edges = edges(values);
        double[][] joint = new double[edges.length + 1][count];
        for (int row = 0; row < values.length; row++) {
            joint[bin(edges, values[row])][classes[row]]++;
        }
        double[] ofBin = Arrays.stream(joint)
                .mapToDouble(line -> Arrays.stream(line).sum())
                .toArray();
        double[] ofClass = IntStream.range(0, count)
                .mapToDouble(
                        c -> Arrays.stream(joint).mapToDouble(line -> line[c]).sum())
                .toArray();
        double information = 0;
        for (int bin = 0; bin < joint.length; bin++) {
            for (int c = 0; c < count; c++) {
                double rows = joint[bin][c];
                if (rows > 0) {
                    information += rows / values.length * Math.log(rows * values.length / (ofBin[bin] * ofClass[c]));
                }
            }
        }
        return Math.max(0, information);
    }

    private double[] edges(double[] values) {
        double[] sorted = Quantiles.sorted(values);
        return IntStream.range(1, bins)
                .mapToDouble(i -> Quantiles.of(sorted, (double) i / bins))
                .distinct()
                .toArray();
    }

    /** The number of edges below the value. */
    private static int bin(double[] edges, double value) {
        int below = 0;
        while (below < edges.length && edges[below] < value) {
            below++;
        }
        return below;
    }
}
