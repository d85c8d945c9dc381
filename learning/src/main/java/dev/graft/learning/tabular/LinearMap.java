package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A row minus its origin, times a matrix.
 *
 * @param origin (n)
 * @param matrix (n, k), one array a row
 */
record LinearMap(double[] origin, double[][] matrix) {

    LinearMap {
        if (origin.length != matrix.length) {
            throw new IllegalArgumentException("the matrix must have a row for each of " + origin.length
                    + " columns, not " + matrix.length + " rows");
        }
    }

    static LinearMap from(JsonNode json) {
        return new LinearMap(FittedNumbers.vector(json, "origin"), FittedNumbers.matrix(json, "matrix"));
    }

    int outputs() {
        return matrix[0].length;
    }

    long size() {
        return origin.length + (long) matrix.length * outputs();
    }

    double[] apply(double[] row) {
        double[] mapped = new double[outputs()];
        for (int i = 0; i < row.length; i++) {
            double off = row[i] - origin[i];
            double[] line = matrix[i];
            for (int j = 0; j < mapped.length; j++) {
                mapped[j] += off * line[j];
            }
        }
        return mapped;
    }

    void write(ObjectNode json) {
        FittedNumbers.put(json, "origin", origin);
        FittedNumbers.put(json, "matrix", matrix);
    }
}
