package dev.graft.learning.classic;

import de.bwaldvogel.liblinear.SolverType;

/**
 * A logistic regression, one class against all others, with an L2 penalty, by dual coordinate descent (Yu, Huang and Lin,
 * Machine Learning 85, 2011). Its probabilities are calibrated where the rows are like those that it has learnt from.
 *
 * @param cost C of an error, above 0
 */
public record LogisticRegression(double cost) implements Learner {

    public LogisticRegression {
        Linear.requireCost(cost);
    }

    @Override
    public LinearModel fit(LabelledVectors rows) {
        return Linear.fit(rows, cost, SolverType.L2R_LR_DUAL);
    }
}
