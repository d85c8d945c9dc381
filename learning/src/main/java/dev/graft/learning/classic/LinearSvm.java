package dev.graft.learning.classic;

import de.bwaldvogel.liblinear.SolverType;

/**
 * A linear support vector machine, one class against all others: squared hinge loss, L2 penalty, dual coordinate descent
 * (Hsieh, Chang, Lin, Keerthi and Sundararajan, ICML 2008); what scikit-learn's {@code LinearSVC} solves. Its probabilities
 * are not calibrated.
 *
 * @param cost C of an error, above 0
 */
public record LinearSvm(double cost) implements Learner {

    public LinearSvm {
        Linear.requireCost(cost);
    }

    @Override
    public LinearModel fit(LabelledVectors rows) {
        return Linear.fit(rows, cost, SolverType.L2R_L2LOSS_SVC_DUAL);
    }
}
