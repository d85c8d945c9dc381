package dev.graft.learning.sampling;

import dev.graft.learning.check.StratifiedRows;
import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import java.util.Random;
import java.util.stream.IntStream;

/** Each row's probabilities by a classifier that has not learnt from it. */
final class OutOfFold {

    static final int FOLDS = 5;

    private OutOfFold() {}

    static double[][] probabilities(Learner learner, LabelledVectors rows, long seed) {
        int[] fold = StratifiedRows.folds(rows.classes(), FOLDS, new Random(seed));
        double[][] all = new double[rows.size()][];
        for (int part = 0; part < FOLDS; part++) {
            int held = part;
            int[] out = IntStream.range(0, fold.length)
                    .filter(row -> fold[row] == held)
                    .toArray();
            int[] kept = IntStream.range(0, fold.length)
                    .filter(row -> fold[row] != held)
                    .toArray();
            if (out.length > 0 && kept.length > 0) {
                Classifier classifier = learner.fit(rows.rows(kept));
                double[][] answers = classifier.probabilities(rows.rows().rows(out));
                IntStream.range(0, out.length).forEach(i -> all[out[i]] = answers[i]);
            }
        }
        return all;
    }
}
