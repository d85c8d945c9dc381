package dev.graft.learning.classic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of numbers {@code (size, width)}, kept as all numbers or, where most are 0, as those that are not (compressed
 * sparse rows). Every number is finite. Immutable; safe for many threads.
 */
public final class FeatureVectors {

    private final int width;
    private final int[] starts;
    /** Empty where all numbers are kept. */
    private final int[] columns;

    private final double[] values;
    private final boolean dense;

    private FeatureVectors(int width, int[] starts, int[] columns, double[] values, boolean dense) {
        this.width = width;
        this.starts = starts;
        this.columns = columns;
        this.values = values;
        this.dense = dense;
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a feature must be finite, not " + value
                        + "; remedy: fill or leave out rows with missing numbers first");
            }
        }
    }

    /** Copies rows of equal length; throws {@link IllegalArgumentException} on others, or a number that is not finite. */
    public static FeatureVectors of(double[]... rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[Math.multiplyExact(rows.length, width)];
        for (int row = 0; row < rows.length; row++) {
            requireWidth(rows[row].length, width);
            System.arraycopy(rows[row], 0, values, row * width, width);
        }
        return dense(width, values);
    }

    /** As {@link #of(double[]...)}. */
    public static FeatureVectors of(float[]... rows) {
        return of(Arrays.stream(rows)
                .map(row ->
                        IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray())
                .toArray(double[][]::new));
    }

    /** Rows over an array of all their numbers, which becomes theirs. */
    public static FeatureVectors dense(int width, double... values) {
        int size = width == 0 ? 0 : values.length / width;
        requireWidth(size * width, values.length);
        int[] starts = IntStream.rangeClosed(0, size).map(row -> row * width).toArray();
        return new FeatureVectors(width, starts, new int[0], values, true);
    }

    /**
     * Copies rows of which only some numbers are given, the others being 0.
     *
     * @param columns ascending in each row, from 0 to below {@code width}
     * @param values as many as columns, row by row
     */
    public static FeatureVectors sparse(int width, List<int[]> columns, List<double[]> values) {
        int[] starts = new int[columns.size() + 1];
        for (int row = 0; row < columns.size(); row++) {
            requireWidth(columns.get(row).length, values.get(row).length);
            starts[row + 1] = Math.addExact(starts[row], columns.get(row).length);
        }
        int[] all = new int[starts[columns.size()]];
        double[] numbers = new double[all.length];
        for (int row = 0; row < columns.size(); row++) {
            int[] own = columns.get(row);
            for (int i = 0; i < own.length; i++) {
                if (own[i] < 0 || own[i] >= width || (i > 0 && own[i] <= own[i - 1])) {
                    throw new IllegalArgumentException(
                            "columns ascend from 0 to below " + width + ", unlike " + own[i] + " of row " + row);
                }
            }
            System.arraycopy(own, 0, all, starts[row], own.length);
            System.arraycopy(values.get(row), 0, numbers, starts[row], own.length);
        }
        return new FeatureVectors(width, starts, all, numbers, false);
    }

    private static void requireWidth(int found, int width) {
        if (found != width) {
            throw new IllegalArgumentException("a row has " + found + " numbers, and others " + width);
        }
    }

    public int size() {
        return starts.length - 1;
    }

    public int width() {
        return width;
    }

    /** Whether all numbers are kept. */
    public boolean isDense() {
        return dense;
    }

    /** The first place of a row's kept numbers; the place after its last one is the next row's first. */
    public int start(int row) {
        return starts[row];
    }

    /** The column of a kept number. */
    public int column(int place) {
        return dense ? place % width : columns[place];
    }

    /** A kept number. */
    public double value(int place) {
        return values[place];
    }

    /** A number of a row; of a sparse one it is looked for. */
    public double at(int row, int column) {
        if (dense) {
            return values[starts[row] + column];
        }
        int found = Arrays.binarySearch(columns, starts[row], starts[row + 1], column);
        return found < 0 ? 0 : values[found];
    }

    /** A copy of a row's {@code width} numbers. */
    public double[] row(int row) {
        if (dense) {
            return Arrays.copyOfRange(values, starts[row], starts[row + 1]);
        }
        double[] all = new double[width];
        for (int place = starts[row]; place < starts[row + 1]; place++) {
            all[columns[place]] = values[place];
        }
        return all;
    }

    /** Copies of all rows. */
    public double[][] toRows() {
        return IntStream.range(0, size()).mapToObj(this::row).toArray(double[][]::new);
    }

    /** The rows of those numbers, in that order; a row may come again. */
    public FeatureVectors rows(int... chosen) {
        int[] begins = new int[chosen.length + 1];
        for (int i = 0; i < chosen.length; i++) {
            begins[i + 1] = Math.addExact(begins[i], starts[chosen[i] + 1] - starts[chosen[i]]);
        }
        double[] numbers = new double[begins[chosen.length]];
        int[] own = new int[dense ? 0 : numbers.length];
        for (int i = 0; i < chosen.length; i++) {
            int count = begins[i + 1] - begins[i];
            System.arraycopy(values, starts[chosen[i]], numbers, begins[i], count);
            if (!dense) {
                System.arraycopy(columns, starts[chosen[i]], own, begins[i], count);
            }
        }
        return new FeatureVectors(width, begins, own, numbers, dense);
    }

    /** These rows, then the other's, of the same width. */
    public FeatureVectors and(FeatureVectors other) {
        requireWidth(other.width, width);
        if (dense != other.dense) {
            return asDense().and(other.asDense());
        }
        int kept = values.length;
        int[] begins = Arrays.copyOf(starts, size() + other.size() + 1);
        for (int row = 0; row < other.size(); row++) {
            begins[size() + row + 1] = Math.addExact(kept, other.starts[row + 1]);
        }
        double[] numbers = Arrays.copyOf(values, kept + other.values.length);
        System.arraycopy(other.values, 0, numbers, kept, other.values.length);
        int[] own = Arrays.copyOf(columns, columns.length + other.columns.length);
        System.arraycopy(other.columns, 0, own, columns.length, other.columns.length);
        return new FeatureVectors(width, begins, own, numbers, dense);
    }

    /** Each row's numbers, then those of the other's row of the same number. */
    public FeatureVectors beside(FeatureVectors other) {
        requireWidth(other.size(), size());
        if (dense || other.dense) {
            if (!dense || !other.dense) {
                return asDense().beside(other.asDense());
            }
            double[] all = new double[Math.multiplyExact(size(), width + other.width)];
            for (int row = 0; row < size(); row++) {
                System.arraycopy(values, starts[row], all, row * (width + other.width), width);
                System.arraycopy(
                        other.values, other.starts[row], all, row * (width + other.width) + width, other.width);
            }
            return dense(width + other.width, all);
        }
        int[] begins = new int[starts.length];
        int[] own = new int[values.length + other.values.length];
        double[] numbers = new double[own.length];
        int next = 0;
        for (int row = 0; row < size(); row++) {
            for (int place = starts[row]; place < starts[row + 1]; place++) {
                own[next] = column(place);
                numbers[next++] = values[place];
            }
            for (int place = other.starts[row]; place < other.starts[row + 1]; place++) {
                own[next] = width + other.column(place);
                numbers[next++] = other.values[place];
            }
            begins[row + 1] = next;
        }
        return new FeatureVectors(width + other.width, begins, own, numbers, false);
    }

    private FeatureVectors asDense() {
        return dense ? this : of(toRows());
    }

    /** A row's sum of products with {@code width} numbers or more. */
    public double dot(int row, double[] weights) {
        double even = 0;
        double odd = 0;
        int place = starts[row];
        if (dense) {
            int i = 0;
            for (; i + 3 < width; i += 4, place += 4) {
                even += values[place] * weights[i] + values[place + 2] * weights[i + 2];
                odd += values[place + 1] * weights[i + 1] + values[place + 3] * weights[i + 3];
            }
            for (; i < width; i++, place++) {
                even += values[place] * weights[i];
            }
        } else {
            for (; place < starts[row + 1]; place++) {
                even += values[place] * weights[columns[place]];
            }
        }
        return even + odd;
    }

    /** Adds {@code factor} times a row to {@code width} numbers or more. */
    void addTo(int row, double factor, double[] sum) {
        int start = starts[row];
        if (dense) {
            for (int i = 0; i < width; i++) {
                sum[i] += factor * values[start + i];
            }
        } else {
            for (int place = start; place < starts[row + 1]; place++) {
                sum[columns[place]] += factor * values[place];
            }
        }
    }

    /** The squared Euclidean distance of a row from {@code width} numbers of the squared length {@code squaredLength}. */
    double squaredDistance(int row, double[] from, double squaredLength) {
        if (dense) {
            return denseDistance(starts[row], from);
        }
        double sum = 0;
        for (int place = starts[row]; place < starts[row + 1]; place++) {
            double at = from[columns[place]];
            double difference = values[place] - at;
            sum += difference * difference - at * at;
        }
        return Math.max(0, sum + squaredLength);
    }

    /** Two sums at a time, which a processor adds up beside each other. */
    private double denseDistance(int start, double[] from) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 3 < width; i += 4) {
            double a = values[start + i] - from[i];
            double b = values[start + i + 1] - from[i + 1];
            double c = values[start + i + 2] - from[i + 2];
            double d = values[start + i + 3] - from[i + 3];
            even += a * a + c * c;
            odd += b * b + d * d;
        }
        for (; i < width; i++) {
            double a = values[start + i] - from[i];
            even += a * a;
        }
        return even + odd;
    }

    /** Each row divided by its length; a row of zeros stays. */
    public FeatureVectors unitLength() {
        return dividedBy(2);
    }

    /** Each row divided by the sum of its numbers' amounts; a row of zeros stays. */
    public FeatureVectors unitSum() {
        return dividedBy(1);
    }

    private FeatureVectors dividedBy(int norm) {
        double[] scaled = values.clone();
        for (int row = 0; row < size(); row++) {
            double sum = 0;
            for (int place = starts[row]; place < starts[row + 1]; place++) {
                sum += norm == 1 ? Math.abs(values[place]) : values[place] * values[place];
            }
            double length = norm == 1 ? sum : Math.sqrt(sum);
            for (int place = starts[row]; length > 0 && place < starts[row + 1]; place++) {
                scaled[place] /= length;
            }
        }
        return new FeatureVectors(width, starts, columns, scaled, dense);
    }
}
