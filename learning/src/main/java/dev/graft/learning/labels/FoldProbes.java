package dev.graft.learning.labels;

import dev.graft.learning.check.LogisticProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The probes of a cross-validation, one a fold, which learnt from the other folds' rows. They are kept instead of their
 * answers: with many labels a table of all rows' answers is what would not fit into memory.
 */
final class FoldProbes {

    private final AllRows rows;
    private final LearningPlan plan;
    private final List<LogisticProbe> probes = new ArrayList<>();
    private final boolean[][] known;
    private final int[] knownCount;

    private FoldProbes(AllRows rows, LearningPlan plan) {
        this.rows = rows;
        this.plan = plan;
        this.known = new boolean[plan.folds()][rows.labelCount()];
        this.knownCount = new int[plan.folds()];
    }

    /** Learns a probe for each fold; where there are fewer than two rows to learn from, none, and no row is judged. */
    static FoldProbes learn(AllRows rows, LearningPlan plan, double cost, LabelListener listener) {
        FoldProbes probes = new FoldProbes(rows, plan);
        for (int fold = 0; fold < plan.folds() && plan.learning().length > 1; fold++) {
            listener.onFold(fold, plan.folds());
            probes.learn(fold, cost);
        }
        return probes;
    }

    /** Whether the row's probe knows its label, and another one to tell it from. */
    boolean judges(int row) {
        int fold = plan.fold()[row];
        return knownCount[fold] > 1 && known[fold][rows.labels()[row]];
    }

    /** What the probe that did not learn from the row decides {@code (labels)}. */
    double[] decisions(int row) {
        return probes.get(plan.fold()[row]).decisions(rows.features()[row]);
    }

    private void learn(int fold, double cost) {
        int[] others = Arrays.stream(plan.learning())
                .filter(row -> plan.fold()[row] != fold)
                .toArray();
        int[] labels = Arrays.stream(others).map(row -> rows.labels()[row]).toArray();
        for (int label : labels) {
            knownCount[fold] += known[fold][label] ? 0 : 1;
            known[fold][label] = true;
        }
        float[][] features =
                Arrays.stream(others).mapToObj(row -> rows.features()[row]).toArray(float[][]::new);
        probes.add(LogisticProbe.fit(features, labels, rows.labelCount(), cost));
    }
}
