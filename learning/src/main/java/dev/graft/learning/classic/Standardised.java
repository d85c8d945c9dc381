package dev.graft.learning.classic;

/**
 * Learns from features moved to mean 0 and scaled to deviation 1 as the rows that are learnt from have them; a feature that
 * never varies becomes 0. For dense rows; zeros of sparse ones would be lost.
 */
public record Standardised(Learner learner) implements Learner {

    @Override
    public Classifier fit(LabelledVectors rows) {
        double[] mean = new double[rows.rows().width()];
        double[] factor = new double[mean.length];
        double[][] all = rows.rows().toRows();
        for (double[] row : all) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / all.length;
            }
        }
        for (double[] row : all) {
            for (int i = 0; i < mean.length; i++) {
                factor[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / all.length;
            }
        }
        for (int i = 0; i < mean.length; i++) {
            factor[i] = factor[i] <= 1e-24 * (1 + mean[i] * mean[i]) ? 0 : 1 / Math.sqrt(factor[i]);
        }
        Classifier inner = learner.fit(
                new LabelledVectors(scaled(rows.rows(), mean, factor), rows.classes(), rows.count(), rows.weights()));
        return given -> inner.probabilities(scaled(given, mean, factor));
    }

    private static FeatureVectors scaled(FeatureVectors given, double[] mean, double[] factor) {
        double[][] rows = given.toRows();
        for (double[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (row[i] - mean[i]) * factor[i];
            }
        }
        return FeatureVectors.of(rows);
    }
}
