package dev.graft.learning.classic;

import de.bwaldvogel.liblinear.SolverType;

/**
 * A logistic regression, one class against all others, with an L2 penalty, by dual coordinate descent (Yu, Huang and Lin,
 * Machine Learning 85, 2011), or, of many more rows than features, by Newton's method in a trust region (Lin, Weng and Keerthi,
 * JMLR 9, 2008), which then needs fewer passes. Its probabilities are calibrated where the rows are like those that it has learnt from.
 *
 * @param cost C of an error, above 0
 */
public record LogisticRegression(double cost) implements Learner {

    private static final int MANY = 10;

    public LogisticRegression {
        Linear.requireCost(cost);
    }

    @Override
    public LinearModel fit(LabelledVectors rows) {
        boolean isLong =
                rows.rows().isDense() && rows.size() > MANY * rows.rows().width();
        return Linear.fit(rows, cost, isLong ? SolverType.L2R_LR : SolverType.L2R_LR_DUAL);
    }
}
