package dev.graft.learning.classic;

import dev.graft.learning.check.StratifiedRows;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The one of several learners that errs least on held-out folds of the rows, learnt again from all of them; of equal ones
 * the first. How a cost is chosen without a look at the test rows.
 *
 * @param learners at least one, the simplest first
 * @param folds 2 to 20
 * @param rounds folds that are held out, 1 to all
 * @param seed of the folds
 */
public record CrossValidated(List<Learner> learners, int folds, int rounds, long seed) implements Learner {

    private static final int MOST_FOLDS = 20;

    public CrossValidated {
        learners = List.copyOf(learners);
        if (learners.isEmpty() || folds < 2 || folds > MOST_FOLDS || rounds < 1 || rounds > folds) {
            throw new IllegalArgumentException("a choice needs a learner, 2 to " + MOST_FOLDS
                    + " folds and no more rounds than folds, not " + learners.size() + ", " + folds + " and " + rounds);
        }
    }

    @Override
    public Classifier fit(LabelledVectors rows) {
        return chosen(rows).fit(rows);
    }

    /** The learner that these rows choose. */
    public Learner chosen(LabelledVectors rows) {
        int[] fold = StratifiedRows.folds(rows.classes(), folds, new Random(seed));
        double[] right = new double[learners.size()];
        for (int held = 0; held < rounds && learners.size() > 1 && rows.size() >= folds; held++) {
            LabelledVectors learnt = part(rows, fold, held, false);
            LabelledVectors test = part(rows, fold, held, true);
            for (int i = 0; i < right.length; i++) {
                right[i] += learners.get(i).fit(learnt).accuracy(test.rows(), test.classes()) * test.size();
            }
        }
        return learners.get(Classifier.best(right));
    }

    private static LabelledVectors part(LabelledVectors rows, int[] fold, int held, boolean wanted) {
        return rows.rows(IntStream.range(0, fold.length)
                .filter(row -> (fold[row] == held) == wanted)
                .toArray());
    }
}
