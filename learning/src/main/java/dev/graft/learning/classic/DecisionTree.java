package dev.graft.learning.classic;

import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;

/**
 * A decision tree that splits by Gini impurity (CART; Breiman, Friedman, Olshen and Stone 1984), learnt by Tribuo. Takes
 * rows with weights of their own. Probabilities are the classes' shares in a leaf.
 *
 * @param depth of the tree, 1 to 1000
 * @param leastWeight that a node must have to be split, in rows of weight 1; at least 1
 * @param featureShare of the features that a node chooses from, above 0 to 1
 * @param seed of that choice
 */
public record DecisionTree(int depth, double leastWeight, double featureShare, long seed) implements Learner {

    static final int DEEPEST = 1_000;

    public DecisionTree {
        if (depth < 1 || depth > DEEPEST || !(leastWeight >= 1) || !(featureShare > 0 && featureShare <= 1)) {
            throw new IllegalArgumentException("a tree has a depth of 1 to " + DEEPEST + ", not " + depth
                    + ", nodes of weight 1 or more, not " + leastWeight
                    + ", and a share of the features above 0 to 1, not "
                    + featureShare);
        }
    }

    /** A tree of all features that is at most so deep. */
    public static DecisionTree ofDepth(int depth) {
        return new DecisionTree(depth, 2, 1, 1);
    }

    @Override
    public Classifier fit(LabelledVectors rows) {
        return TribuoTrees.fit(trainer(), rows);
    }

    CARTClassificationTrainer trainer() {
        return new CARTClassificationTrainer(
                depth, (float) leastWeight, 0, (float) featureShare, new GiniIndex(), seed);
    }
}
