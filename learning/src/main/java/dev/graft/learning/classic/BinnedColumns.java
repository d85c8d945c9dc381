package dev.graft.learning.classic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rows whose numbers have become bins: of each column that is read, cuts between the quantiles of its kept numbers. All bins of
 * all columns are numbered through.
 *
 * @param columns that are read, ascending
 * @param cuts of each column, ascending; a number is in the bin after all cuts that it is above
 * @param offsets first bin of each column, and the number of all bins
 * @param zero bin of 0, of each column
 * @param starts first kept number of each row that is read, and their count
 * @param place column's place of each kept number
 * @param bin of each kept number
 */
record BinnedColumns(int[] columns, double[][] cuts, int[] offsets, int[] zero, int[] starts, int[] place, int[] bin) {

    static final int BINS = 64;
    static final int MOST = 2_000;

    static BinnedColumns of(FeatureVectors rows) {
        int[] counts = new int[rows.width()];
        int kept = rows.start(rows.size());
        for (int at = 0; at < kept; at++) {
            counts[rows.column(at)] += rows.value(at) == 0 ? 0 : 1;
        }
        int[] columns = IntStream.range(0, counts.length)
                .filter(column -> counts[column] > 0)
                .boxed()
                .sorted(Comparator.comparingInt(column -> -counts[column]))
                .limit(MOST)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        int[] places = new int[rows.width()];
        Arrays.fill(places, -1);
        for (int i = 0; i < columns.length; i++) {
            places[columns[i]] = i;
        }
        double[][] cuts = cuts(rows, columns, places);
        int[] offsets = new int[columns.length + 1];
        int[] zero = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            offsets[i + 1] = offsets[i] + cuts[i].length + 1;
            zero[i] = offsets[i] + binOf(cuts[i], 0);
        }
        return binned(rows, columns, places, cuts, offsets, zero);
    }

    private static BinnedColumns binned(
            FeatureVectors rows, int[] columns, int[] places, double[][] cuts, int[] offsets, int[] zero) {
        int[] starts = new int[rows.size() + 1];
        int[] place = new int[rows.start(rows.size())];
        int[] bin = new int[place.length];
        int next = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int at = rows.start(row); at < rows.start(row + 1); at++) {
                int own = places[rows.column(at)];
                if (own >= 0) {
                    place[next] = own;
                    bin[next++] = offsets[own] + binOf(cuts[own], rows.value(at));
                }
            }
            starts[row + 1] = next;
        }
        return new BinnedColumns(columns, cuts, offsets, zero, starts, place, bin);
    }

    private static double[][] cuts(FeatureVectors rows, int[] columns, int... places) {
        int kept = rows.start(rows.size());
        int[] counts = new int[columns.length];
        for (int at = 0; at < kept; at++) {
            int own = places[rows.column(at)];
            if (own >= 0) {
                counts[own]++;
            }
        }
        double[][] values = Arrays.stream(counts).mapToObj(double[]::new).toArray(double[][]::new);
        for (int at = 0; at < kept; at++) {
            int own = places[rows.column(at)];
            if (own >= 0) {
                values[own][--counts[own]] = rows.value(at);
            }
        }
        double[][] cuts = new double[columns.length][];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = cuts(values[i], values[i].length < rows.size());
        }
        return cuts;
    }

    /** Midpoints between neighbouring quantiles; 0 is a value where some rows do not keep the column. */
    private static double[] cuts(double[] values, boolean withZero) {
        double[] all = withZero ? Arrays.copyOf(values, values.length + 1) : values;
        double[] distinct = Arrays.stream(all).sorted().distinct().toArray();
        if (distinct.length > BINS) {
            double[] sorted = Arrays.stream(all).sorted().toArray();
            double[] quantiles = new double[BINS];
            Arrays.setAll(quantiles, i -> sorted[(int) ((long) i * (sorted.length - 1) / (BINS - 1))]);
            distinct = Arrays.stream(quantiles).distinct().toArray();
        }
        double[] cuts = new double[Math.max(0, distinct.length - 1)];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = distinct[i] + (distinct[i + 1] - distinct[i]) / 2;
        }
        return cuts;
    }

    private static int binOf(double[] cuts, double value) {
        int found = Arrays.binarySearch(cuts, value);
        return found >= 0 ? found : -found - 1;
    }

    int rows() {
        return starts.length - 1;
    }

    int bins() {
        return offsets[columns.length];
    }
}
