package dev.graft.learning.classic;

import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;

/**
 * Trees on rows drawn with replacement, each node choosing from a drawn share of the features (Breiman, Machine Learning 45,
 * 2001), learnt by Tribuo. Probabilities are the mean of the trees' shares.
 *
 * @param trees 1 to 10,000
 * @param depth of each tree
 * @param featureShare below 1; the paper's is about 1 / √width
 */
public record RandomForest(int trees, int depth, double featureShare, long seed) implements Learner {

    private static final int MOST = 10_000;

    public RandomForest {
        if (trees < 1 || trees > MOST || !(featureShare < 1)) {
            throw new IllegalArgumentException("a forest has 1 to " + MOST + " trees, not " + trees
                    + ", which choose from a share below 1 of the features, not " + featureShare);
        }
    }

    /** A forest for rows of that width, with the paper's share of the features. */
    public static RandomForest of(int trees, int width, long seed) {
        return new RandomForest(trees, DecisionTree.DEEPEST, Math.min(0.99, 1 / Math.sqrt(Math.max(1, width))), seed);
    }

    @Override
    public Classifier fit(LabelledVectors rows) {
        DecisionTree tree = new DecisionTree(depth, 2, featureShare, seed);
        return TribuoTrees.fit(
                new RandomForestTrainer<>(tree.trainer(), new FullyWeightedVotingCombiner(), trees, seed), rows);
    }
}
