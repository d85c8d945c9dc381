package dev.graft.learning.drift;

/**
 * The kernel exp(-|x - y|² / 2σ²) of all pairs of some rows, and the squared maximum mean discrepancy of any split of them.
 *
 * <p>The rows' sums are kept beside the matrix. Of a split into A and B only the pairs within A are added up then, A being
 * the smaller side: what A shares with B is A's sums without those, what is within B is the rest. A split of n rows with m
 * on the smaller side thus takes m² / 2 steps, not n². Entries are floats, sums doubles.
 */
final class GaussianKernel {

    private final float[][] values;
    private final double[] sums;
    private final double total;
    private final double bandwidth;

    private GaussianKernel(float[][] values, double bandwidth) {
        this.values = values;
        this.bandwidth = bandwidth;
        this.sums = new double[values.length];
        double all = 0;
        for (int row = 0; row < values.length; row++) {
            for (int other = 0; other < values.length; other++) {
                sums[row] += values[row][other];
            }
            all += sums[row];
        }
        this.total = all;
    }

    /**
     * With σ the median of the pairs' distances (Gretton et al. 2012, section 8); where that is 0, as at least half of all
     * pairs are of equal rows, the root mean square of the distances.
     */
    static GaussianKernel of(float[][] rows, Runnable beforeBlock) {
        SquaredDistances distances = SquaredDistances.of(rows, beforeBlock);
        double median = distances.median();
        double square = median > 0 ? median : distances.mean();
        float[][] values = distances.values();
        for (int row = 0; row < values.length; row++) {
            for (int other = row + 1; other < values.length; other++) {
                double ratio = square > 0 ? values[row][other] / square : 0;
                values[row][other] = (float) Math.exp(-ratio / 2);
                values[other][row] = values[row][other];
            }
        }
        return new GaussianKernel(values, Math.sqrt(square) * distances.unit());
    }

    /** σ, in the features' units. */
    double bandwidth() {
        return bandwidth;
    }

    /**
     * The unbiased estimate of the squared discrepancy between the first {@code count} rows of an order and the others.
     *
     * @param order all rows
     * @param count at least 2, at least 2 fewer than there are, and fast where it is the smaller part
     */
    double discrepancy(int[] order, int count) {
        double within = 0;
        double shared = 0;
        for (int i = 0; i < count; i++) {
            float[] row = values[order[i]];
            double sum = 0;
            for (int j = 0; j < i; j++) {
                sum += row[order[j]];
            }
            within += 2 * sum;
            shared += sums[order[i]];
        }
        shared -= within;
        double rest = order.length - count;
        double others = total - within - 2 * shared;
        return within / (count * (count - 1.0)) + others / (rest * (rest - 1)) - 2 * shared / (count * rest);
    }
}
