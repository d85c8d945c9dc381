package dev.graft.learning.tabular;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Training rows on their way through the steps.
 *
 * @param values (rows, columns), row-major; a step that keeps the width writes over it
 * @param names of the columns
 * @param domains the numbers of the rows of each domain, in their order; rows without a domain are in none
 * @param classes the class of each row, below 0 where it has none
 */
record FitTable(DMatrixRMaj values, List<String> names, SortedMap<String, int[]> domains, int[] classes) {

    /** Fewer rows of a domain than this say too little of it: it is treated as one that was never seen. */
    static final int LEAST_OF_DOMAIN = 10;

    int rows() {
        return values.numRows;
    }

    int width() {
        return values.numCols;
    }

    double[] column(int column) {
        double[] copy = new double[rows()];
        for (int row = 0; row < copy.length; row++) {
            copy[row] = values.get(row, column);
        }
        return copy;
    }

    double[] row(int row) {
        return Arrays.copyOfRange(values.data, row * width(), (row + 1) * width());
    }

    /** The numbers of all rows. */
    int[] all() {
        return IntStream.range(0, rows()).toArray();
    }

    /** The same rows behind a step. */
    FitTable behind(Transformation change) {
        DMatrixRMaj out = change.outputs() == width() ? values : new DMatrixRMaj(rows(), change.outputs());
        String[] domainOf = new String[rows()];
        domains.forEach((name, numbers) -> {
            for (int row : numbers) {
                domainOf[row] = name;
            }
        });
        for (int row = 0; row < rows(); row++) {
            double[] changed = change.apply(row(row), domainOf[row]);
            System.arraycopy(changed, 0, out.data, row * change.outputs(), change.outputs());
        }
        return new FitTable(out, change.names(names), domains, classes);
    }
}
