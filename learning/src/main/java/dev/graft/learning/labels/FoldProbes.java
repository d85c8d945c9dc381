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
    private final List<LogisticProbe> probes;
    private final boolean[][] known;
    private final int[] knownCount;

    private FoldProbes(AllRows rows, LearningPlan plan, List<LogisticProbe> probes) {
        this.rows = rows;
        this.plan = plan;
        this.probes = probes;
        this.known = new boolean[plan.folds()][rows.labelCount()];
        this.knownCount = new int[plan.folds()];
    }

    /**
     * Learns a probe for each fold; where there are fewer than two rows to learn from, none, and no row is judged.
     *
     * @param memory of what was learnt last, which is not learnt again
     */
    static FoldProbes learn(AllRows rows, LearningPlan plan, double cost, ProbeMemory memory, LabelListener listener) {
        ProbeMemory.Learnt lesson = lesson(rows, plan, cost);
        List<LogisticProbe> remembered = memory.find(lesson);
        FoldProbes probes = new FoldProbes(rows, plan, remembered == null ? new ArrayList<>() : remembered);
        for (int fold = 0; fold < plan.folds() && plan.learning().length > 1; fold++) {
            int[] others = probes.meet(fold);
            if (remembered == null) {
                listener.onFold(fold, plan.folds());
                probes.learn(others, cost);
            }
        }
        memory.keep(lesson, probes.probes);
        return probes;
    }

    private static ProbeMemory.Learnt lesson(AllRows rows, LearningPlan plan, double cost) {
        int[] learning = plan.learning();
        return new ProbeMemory.Learnt(
                Arrays.stream(learning).mapToObj(row -> rows.features()[row]).toArray(float[][]::new),
                Arrays.stream(learning).map(row -> rows.labels()[row]).toArray(),
                Arrays.stream(learning).map(row -> plan.fold()[row]).toArray(),
                rows.labelCount(),
                cost);
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

    /** Notes the labels that a fold's probe knows; returns the rows that it learns from, those of the other folds. */
    private int[] meet(int fold) {
        int[] others = Arrays.stream(plan.learning())
                .filter(row -> plan.fold()[row] != fold)
                .toArray();
        for (int row : others) {
            int label = rows.labels()[row];
            knownCount[fold] += known[fold][label] ? 0 : 1;
            known[fold][label] = true;
        }
        return others;
    }

    private void learn(int[] others, double cost) {
        int[] labels = Arrays.stream(others).map(row -> rows.labels()[row]).toArray();
        float[][] features =
                Arrays.stream(others).mapToObj(row -> rows.features()[row]).toArray(float[][]::new);
        probes.add(LogisticProbe.fit(features, labels, rows.labelCount(), cost));
    }
}
