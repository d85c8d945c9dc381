package dev.graft.learning.adaptation;

import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.FeatureVectors;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** One hidden layer with rectifiers and a softmax, without the engine. */
record NetworkClassifier(DMatrixRMaj hidden, double[] hiddenBias, DMatrixRMaj classes, double[] classBias)
        implements Classifier {

    @Override
    public double[][] probabilities(FeatureVectors rows) {
        double[][] features = RowMath.times(rows, hidden).toRows();
        for (double[] row : features) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.max(0, row[i] + hiddenBias[i]);
            }
        }
        double[][] shares = RowMath.times(FeatureVectors.of(features), classes).toRows();
        for (double[] row : shares) {
            RowMath.addTo(row, 1, classBias);
            double highest = Arrays.stream(row).max().orElseThrow();
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.exp(row[i] - highest);
                sum += row[i];
            }
            for (int i = 0; i < row.length; i++) {
                row[i] /= sum;
            }
        }
        return shares;
    }
}
