package dev.graft.learning.classic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gradient boosting of trees on the softmax loss (Friedman, Annals of Statistics 29, 2001), with Newton's steps and a penalty
 * on leaves (Chen and Guestrin, KDD 2016) and splits from histograms of at most {@value BinnedColumns#BINS} bins (Ke et al.,
 * NIPS 2017). Written here as no library of the house has it without natives.
 *
 * <p>Zeros of sparse rows cost nothing. A round grows one tree a class; rows may have weights of their own. Of more than
 * {@value BinnedColumns#MOST} columns those with the most numbers other than 0 are read. Time is rounds · classes · depth ·
 * kept numbers. Probabilities are calibrated about as well as those of a logistic regression while it does not overfit.
 *
 * @param rounds 1 to 10,000
 * @param rate that a tree's answer is multiplied with, above 0 to 1
 * @param depth of a tree, 1 to 8
 * @param ridge λ of a leaf, 0 or more
 * @param leastWeight sum of second derivatives p (1 − p) that a leaf has at least, above 0
 */
public record GradientBoosting(int rounds, double rate, int depth, double ridge, double leastWeight)
        implements Learner {

    private static final int DEEPEST = 8;
    private static final int MOST_ROUNDS = 10_000;
    /** The start of a class without rows, which it keeps. */
    private static final double NEVER = -30;

    public GradientBoosting {
        if (rounds < 1 || rounds > MOST_ROUNDS || depth < 1 || depth > DEEPEST) {
            throw new IllegalArgumentException("boosting takes 1 to " + MOST_ROUNDS + " rounds of trees of depth 1 to "
                    + DEEPEST + ", not " + rounds + " and " + depth);
        }
        if (!(rate > 0 && rate <= 1) || !(ridge >= 0) || !(leastWeight > 0)) {
            throw new IllegalArgumentException(
                    "a rate lies above 0 to 1, a ridge at 0 or more, a leaf's weight above 0, not " + rate + ", "
                            + ridge + " and " + leastWeight);
        }
    }

    @Override
    public Classifier fit(LabelledVectors rows) {
        BinnedColumns columns = BinnedColumns.of(rows.rows());
        double[] start = start(rows);
        double[][] scores = new double[rows.size()][];
        Arrays.setAll(scores, row -> start.clone());
        List<GradientTree[]> trees = new ArrayList<>();
        int[] counts = rows.counts();
        for (int round = 0; round < rounds && rows.hasTwoClasses(); round++) {
            double[][] shares = shares(scores);
            GradientTree[] grown = new GradientTree[rows.count()];
            for (int which = 0; which < grown.length; which++) {
                grown[which] = counts[which] == 0 ? GradientTree.NONE : grow(columns, rows, shares, which);
                for (int row = 0; row < scores.length && counts[which] > 0; row++) {
                    scores[row][which] += grown[which].of(rows.rows(), row);
                }
            }
            trees.add(grown);
        }
        return new Boosted(start, List.copyOf(trees));
    }

    private GradientTree grow(BinnedColumns columns, LabelledVectors rows, double[][] shares, int which) {
        double[] gradient = new double[rows.size()];
        double[] curvature = new double[rows.size()];
        for (int row = 0; row < gradient.length; row++) {
            double share = shares[row][which];
            gradient[row] = rows.weights()[row] * (share - (rows.classes()[row] == which ? 1 : 0));
            curvature[row] = rows.weights()[row] * Math.max(share * (1 - share), 1e-12);
        }
        return new TreeGrowing(columns, gradient, curvature, this).grow();
    }

    private static double[] start(LabelledVectors rows) {
        double[] weights = new double[rows.count()];
        for (int row = 0; row < rows.size(); row++) {
            weights[rows.classes()[row]] += rows.weights()[row];
        }
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights)
                .map(weight -> weight == 0 ? NEVER : Math.log(weight / sum))
                .toArray();
    }

    private static double[][] shares(double[]... scores) {
        return Arrays.stream(scores).map(GradientBoosting::softmax).toArray(double[][]::new);
    }

    private static double[] softmax(double... scores) {
        double highest = Arrays.stream(scores).max().orElseThrow();
        double[] shares =
                Arrays.stream(scores).map(score -> Math.exp(score - highest)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }

    private record Boosted(double[] start, List<GradientTree[]> trees) implements Classifier {

        @Override
        public double[][] probabilities(FeatureVectors rows) {
            double[][] scores = new double[rows.size()][];
            for (int row = 0; row < scores.length; row++) {
                scores[row] = start.clone();
                for (GradientTree[] round : trees) {
                    for (int which = 0; which < round.length; which++) {
                        scores[row][which] += round[which].of(rows, row);
                    }
                }
            }
            return shares(scores);
        }
    }
}
