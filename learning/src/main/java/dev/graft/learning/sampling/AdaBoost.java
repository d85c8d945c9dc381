package dev.graft.learning.sampling;

import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Boosting: each classifier learns from the rows weighed by how often the ones before erred on them (Freund and Schapire
 * 1997), for several classes as SAMME (Zhu, Zou, Rosset and Hastie 2009). With {@code under}, each learns from as many rows
 * of every class as the smallest has, while the weights of all rows are kept: RUSBoost (Seiffert, Khoshgoftaar, Van Hulse and
 * Napolitano, IEEE SMC-A 40, 2010).
 *
 * <p>Ends before {@code rounds} with a classifier that is always right, or one that is no better than chance, which does not
 * vote. Probabilities are shares of votes, not calibrated.
 *
 * @param learner takes rows with weights of their own, such as a small tree
 * @param rounds 1 to 1,000
 * @param under whether rows are left out for each classifier
 */
public record AdaBoost(Learner learner, int rounds, boolean under, long seed) implements Learner {

    private static final int MOST = 1_000;
    /** What a classifier without errors is taken to err. */
    private static final double NO_ERROR = 1e-10;

    public AdaBoost {
        if (rounds < 1 || rounds > MOST) {
            throw new IllegalArgumentException("boosting takes 1 to " + MOST + " rounds, not " + rounds);
        }
    }

    @Override
    public Classifier fit(LabelledVectors rows) {
        Random random = new Random(seed);
        EqualClasses classes = EqualClasses.of(rows.classes(), rows.count());
        double[] weights = normalised(rows.weights());
        List<Classifier> members = new ArrayList<>();
        List<Double> votes = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            LabelledVectors weighed = rows.withWeights(weights);
            Classifier member = learner.fit(under ? weighed.rows(classes.under(random)) : weighed);
            int[] answers = member.answers(rows.rows());
            double error = 0;
            for (int row = 0; row < answers.length; row++) {
                error += answers[row] == rows.classes()[row] ? 0 : weights[row] / answers.length;
            }
            double chance = 1 - 1.0 / Math.max(2, present(rows));
            if (error >= chance) {
                break;
            }
            double kept = Math.max(error, NO_ERROR);
            double vote = Math.log((1 - kept) / kept) + Math.log(chance / (1 - chance));
            members.add(member);
            votes.add(vote);
            if (error < NO_ERROR) {
                break;
            }
            for (int row = 0; row < answers.length; row++) {
                weights[row] *= answers[row] == rows.classes()[row] ? 1 : Math.exp(vote);
            }
            weights = normalised(weights);
        }
        return members.isEmpty()
                ? learner.fit(rows)
                : new Voting(List.copyOf(members), List.copyOf(votes), rows.count());
    }

    private static long present(LabelledVectors rows) {
        return Arrays.stream(rows.counts()).filter(count -> count > 0).count();
    }

    /** To a mean of 1. */
    private static double[] normalised(double... weights) {
        double mean = Arrays.stream(weights).average().orElseThrow();
        return Arrays.stream(weights)
                .map(weight -> Math.max(weight / mean, 1e-12))
                .toArray();
    }

    private record Voting(List<Classifier> members, List<Double> votes, int count) implements Classifier {

        @Override
        public double[][] probabilities(FeatureVectors rows) {
            double[][] shares = new double[rows.size()][count];
            double sum = votes.stream().mapToDouble(Double::doubleValue).sum();
            for (int member = 0; member < members.size(); member++) {
                int[] answers = members.get(member).answers(rows);
                double vote = votes.get(member) / sum;
                IntStream.range(0, answers.length).forEach(row -> shares[row][answers[row]] += vote);
            }
            return shares;
        }
    }
}
