package dev.graft.learning.drift;

/**
 * The squared Euclidean distances of all pairs of some rows, above the diagonal of a matrix that a Gaussian kernel then
 * reuses.
 *
 * <p>Differences are squared as they are, since |x|² + |y|² - 2xy would lose all digits of rows that lie close together far
 * from 0. Columns are read in blocks that fit a core's cache, four at a time, in loops that the compiler makes vector
 * code of. All numbers are first multiplied by one power of two, which brings the largest near 1, so that no square
 * overflows; that loses no digit.
 */
final class SquaredDistances {

    private static final int BLOCK = 512;
    private static final int UNROLLED = 4;

    private final float[][] values;
    private final int exponent;

    private SquaredDistances(float[][] values, int exponent) {
        this.values = values;
        this.exponent = exponent;
    }

    /** Of rows of one width, at least two. */
    static SquaredDistances of(float[][] rows, Runnable beforeBlock) {
        int exponent = exponent(rows);
        float[][] columns = columns(rows, exponent);
        float[][] values = new float[rows.length][rows.length];
        for (int start = 0; start < rows.length; start += BLOCK) {
            beforeBlock.run();
            int end = Math.min(start + BLOCK, rows.length);
            for (int row = 0; row < end; row++) {
                addRow(values[row], columns, row, Math.max(start, row + 1), end);
            }
        }
        return new SquaredDistances(values, exponent);
    }

    static int blocks(int rows) {
        return (rows + BLOCK - 1) / BLOCK;
    }

    /** {@code (rows, rows)}, in units of {@link #unit}; only what is above the diagonal has a meaning. */
    float[][] values() {
        return values;
    }

    /** The length that a distance of 1 stands for. */
    double unit() {
        return Math.scalb(1.0, exponent);
    }

    double mean() {
        double sum = 0;
        for (int row = 0; row < values.length; row++) {
            for (int other = row + 1; other < values.length; other++) {
                sum += values[row][other];
            }
        }
        return sum / pairs();
    }

    /**
     * The lower median, exactly and without a copy: floats that are not negative are in the order of their bits, so the
     * upper 16 bits are counted first, then the lower 16 of those that share the median's upper ones.
     */
    float median() {
        long rank = (pairs() - 1) / 2;
        int[] counts = counts(-1);
        int high = 0;
        while (rank >= counts[high]) {
            rank -= counts[high++];
        }
        counts = counts(high);
        int low = 0;
        while (rank >= counts[low]) {
            rank -= counts[low++];
        }
        return Float.intBitsToFloat(high << 16 | low);
    }

    /** How often each pattern of upper bits occurs, or of lower ones behind {@code high}, unless that is -1. */
    private int[] counts(int high) {
        int[] counts = new int[1 << 16];
        for (int row = 0; row < values.length; row++) {
            for (int other = row + 1; other < values.length; other++) {
                int bits = Float.floatToRawIntBits(values[row][other]);
                if (high < 0) {
                    counts[bits >>> 16]++;
                } else if (bits >>> 16 == high) {
                    counts[bits & 0xffff]++;
                }
            }
        }
        return counts;
    }

    private long pairs() {
        return (long) values.length * (values.length - 1) / 2;
    }

    private static void addRow(float[] sums, float[][] columns, int row, int start, int end) {
        for (int i = 0; i < columns.length; i += UNROLLED) {
            float[] a = columns[i];
            float[] b = columns[i + 1];
            float[] c = columns[i + 2];
            float[] d = columns[i + 3];
            float a0 = a[row];
            float b0 = b[row];
            float c0 = c[row];
            float d0 = d[row];
            for (int other = start; other < end; other++) {
                float da = a0 - a[other];
                float db = b0 - b[other];
                float dc = c0 - c[other];
                float dd = d0 - d[other];
                sums[other] += da * da + db * db + (dc * dc + dd * dd);
            }
        }
    }

    private static int exponent(float[][] rows) {
        float largest = Float.MIN_NORMAL;
        for (float[] row : rows) {
            for (float value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return Math.getExponent(largest);
    }

    /** One array a feature, with zeros up to a multiple of four features. */
    private static float[][] columns(float[][] rows, int exponent) {
        int width = (rows[0].length + UNROLLED - 1) / UNROLLED * UNROLLED;
        float[][] columns = new float[width][rows.length];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < rows[row].length; i++) {
                columns[i][row] = Math.scalb(rows[row][i], -exponent);
            }
        }
        return columns;
    }
}
