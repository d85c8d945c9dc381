package dev.graft.learning.classic;

import java.util.Arrays;

/** The growth of one tree, level by level, by the sums of the rows' derivatives in each bin. */
final class TreeGrowing {

    private static final double LEAST_GAIN = 1e-9;

    private final BinnedColumns columns;
    private final double[] gradient;
    private final double[] curvature;
    private final GradientBoosting settings;

    /** Node of each row. */
    private final int[] node;

    private final int[] column;
    private final double[] most;
    private final int[] below;
    private final double[] answer;
    private int nodes = 1;

    TreeGrowing(BinnedColumns columns, double[] gradient, double[] curvature, GradientBoosting settings) {
        this.columns = columns;
        this.gradient = gradient;
        this.curvature = curvature;
        this.settings = settings;
        this.node = new int[gradient.length];
        int all = (2 << settings.depth()) - 1;
        this.column = new int[all];
        this.most = new double[all];
        this.below = new int[all];
        this.answer = new double[all];
        Arrays.fill(column, -1);
    }

    GradientTree grow() {
        int first = 0;
        for (int level = 0; level <= settings.depth() && first < nodes; level++) {
            int end = nodes;
            double[][] sums = totals(first, end);
            for (int i = first; i < end; i++) {
                answer[i] = -settings.rate() * sums[0][i - first] / (sums[1][i - first] + settings.ridge());
            }
            if (level < settings.depth()) {
                split(first, end, sums);
            }
            first = end;
        }
        return new GradientTree(
                Arrays.copyOf(column, nodes),
                Arrays.copyOf(most, nodes),
                Arrays.copyOf(below, nodes),
                Arrays.copyOf(answer, nodes));
    }

    private double[][] totals(int first, int end) {
        double[][] sums = new double[2][end - first];
        for (int row = 0; row < node.length; row++) {
            if (node[row] >= first) {
                sums[0][node[row] - first] += gradient[row];
                sums[1][node[row] - first] += curvature[row];
            }
        }
        return sums;
    }

    private void split(int first, int end, double[]... sums) {
        int bins = columns.bins();
        double[] gradients = new double[(end - first) * bins];
        double[] curvatures = new double[(end - first) * bins];
        double[] seenGradient = new double[(end - first) * columns.columns().length];
        double[] seenCurvature = new double[seenGradient.length];
        for (int row = 0; row < node.length; row++) {
            int own = node[row] - first;
            if (own >= 0) {
                for (int at = columns.starts()[row]; at < columns.starts()[row + 1]; at++) {
                    int bin = own * bins + columns.bin()[at];
                    int place = own * columns.columns().length + columns.place()[at];
                    gradients[bin] += gradient[row];
                    curvatures[bin] += curvature[row];
                    seenGradient[place] += gradient[row];
                    seenCurvature[place] += curvature[row];
                }
            }
        }
        int[] cut = new int[end];
        int[] chosen = new int[end];
        Arrays.fill(chosen, -1);
        for (int i = first; i < end; i++) {
            double best = LEAST_GAIN;
            double whole = score(sums[0][i - first], sums[1][i - first]);
            for (int place = 0; place < columns.columns().length; place++) {
                int seen = (i - first) * columns.columns().length + place;
                int zero = (i - first) * bins + columns.zero()[place];
                // rows that do not keep this column have a 0 there
                gradients[zero] += sums[0][i - first] - seenGradient[seen];
                curvatures[zero] += sums[1][i - first] - seenCurvature[seen];
                double left = 0;
                double leftCurvature = 0;
                for (int bin = columns.offsets()[place]; bin + 1 < columns.offsets()[place + 1]; bin++) {
                    left += gradients[(i - first) * bins + bin];
                    leftCurvature += curvatures[(i - first) * bins + bin];
                    double rightCurvature = sums[1][i - first] - leftCurvature;
                    if (leftCurvature >= settings.leastWeight() && rightCurvature >= settings.leastWeight()) {
                        double gain =
                                score(left, leftCurvature) + score(sums[0][i - first] - left, rightCurvature) - whole;
                        if (gain > best) {
                            best = gain;
                            chosen[i] = place;
                            cut[i] = bin;
                        }
                    }
                }
            }
            if (chosen[i] >= 0) {
                column[i] = columns.columns()[chosen[i]];
                most[i] = columns.cuts()[chosen[i]][cut[i] - columns.offsets()[chosen[i]]];
                below[i] = nodes;
                nodes += 2;
            }
        }
        descend(first, chosen, cut);
    }

    private double score(double sum, double weight) {
        return sum * sum / (weight + settings.ridge());
    }

    private void descend(int first, int[] chosen, int... cut) {
        for (int row = 0; row < node.length; row++) {
            int own = node[row];
            if (own >= first && chosen[own] >= 0) {
                int bin = columns.zero()[chosen[own]];
                for (int at = columns.starts()[row]; at < columns.starts()[row + 1]; at++) {
                    bin = columns.place()[at] == chosen[own] ? columns.bin()[at] : bin;
                }
                node[row] = below[own] + (bin <= cut[own] ? 0 : 1);
            }
        }
    }
}
