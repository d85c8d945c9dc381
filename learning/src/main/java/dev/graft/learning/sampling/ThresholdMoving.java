package dev.graft.learning.sampling;

import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import java.util.Arrays;

/**
 * Moves the threshold from which on a class is answered to where a merit is highest on rows that were not learnt from
 * (Provost 2000; Zhou and Liu, IEEE TKDE 18, 2006): each class's probability is multiplied by a factor before the largest is
 * taken, one class after the other, twice around. Of two classes that is a threshold. The factors are chosen by out-of-fold
 * answers to the rows; the classifier is learnt from all of them. Probabilities are the multiplied ones, brought to the sum 1.
 *
 * @param learner with probabilities whose order means something
 * @param seed of the folds
 */
public record ThresholdMoving(Learner learner, Merit merit, long seed) implements Learner {

    private static final int LEAST_ROWS = 2 * OutOfFold.FOLDS;
    private static final int STEPS = 100;

    @Override
    public Classifier fit(LabelledVectors rows) {
        double[] factors = new double[rows.count()];
        Arrays.fill(factors, 1);
        if (rows.size() >= LEAST_ROWS && rows.hasTwoClasses()) {
            choose(factors, OutOfFold.probabilities(learner, rows, seed), rows);
        }
        return new Moved(learner.fit(rows), factors);
    }

    private void choose(double[] factors, double[][] shares, LabelledVectors rows) {
        double best = merit(factors, shares, rows);
        int rounds = rows.count() == 2 ? 1 : 2;
        for (int round = 0; round < rounds; round++) {
            for (int which = rows.count() == 2 ? 1 : 0; which < factors.length; which++) {
                double kept = factors[which];
                for (double ratio : ratios(factors, shares, which)) {
                    factors[which] = ratio;
                    double merit = merit(factors, shares, rows);
                    if (merit > best) {
                        best = merit;
                        kept = ratio;
                    }
                }
                factors[which] = kept;
            }
        }
    }

    /** Factors from which on a class is answered for more rows, between quantiles of the rows. */
    private static double[] ratios(double[] factors, double[][] shares, int which) {
        double[] ratios = Arrays.stream(shares)
                .mapToDouble(row -> {
                    double highest = 0;
                    for (int other = 0; other < row.length; other++) {
                        highest = other == which ? highest : Math.max(highest, row[other] * factors[other]);
                    }
                    return highest / Math.max(row[which], 1e-9);
                })
                .filter(ratio -> ratio > 1e-9)
                .sorted()
                .toArray();
        int steps = Math.min(STEPS, Math.max(0, ratios.length - 1));
        double[] between = new double[steps];
        for (int i = 0; i < steps; i++) {
            int at = (int) ((long) (i + 1) * (ratios.length - 1) / steps);
            between[i] = Math.sqrt(ratios[at] * ratios[at - 1]);
        }
        return between;
    }

    private double merit(double[] factors, double[][] shares, LabelledVectors rows) {
        int[] answers = Arrays.stream(shares)
                .mapToInt(row -> Classifier.best(multiplied(row, factors)))
                .toArray();
        return merit.of(answers, rows.classes(), rows.count());
    }

    private static double[] multiplied(double[] row, double... factors) {
        double[] product = row.clone();
        for (int i = 0; i < product.length; i++) {
            product[i] *= factors[i];
        }
        return product;
    }

    private record Moved(Classifier classifier, double[] factors) implements Classifier {

        @Override
        public double[][] probabilities(FeatureVectors rows) {
            double[][] shares = classifier.probabilities(rows);
            for (double[] row : shares) {
                double sum = 0;
                for (int i = 0; i < row.length; i++) {
                    row[i] *= factors[i];
                    sum += row[i];
                }
                for (int i = 0; i < row.length && sum > 0; i++) {
                    row[i] /= sum;
                }
            }
            return shares;
        }
    }
}
