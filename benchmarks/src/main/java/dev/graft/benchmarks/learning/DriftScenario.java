package dev.graft.benchmarks.learning;

import dev.graft.learning.drift.DataSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a batch differs from the reference rows that it is compared with.
 *
 * @param name for the table
 * @param labelShare share of the labels that the batch has rows of; 0: one label
 * @param otherShare share of the batch that comes from another source; such batches are compared without labels, which
 *     would give them away
 */
record DriftScenario(String name, double labelShare, double otherShare) {

    private static final int REFERENCE = 2_000;
    private static final int BATCH = 200;

    /** Both sides of one comparison. */
    record Sides(DataSample reference, DataSample batch) {}

    /** Draws 2,000 rows of a source and a batch of at most 200 others. */
    Sides draw(DriftRows own, DriftRows others, Random random) {
        List<Integer> order = shuffled(own.rows().size(), random);
        DriftRows reference = own.chosen(order.subList(0, REFERENCE));
        Set<String> labels = new HashSet<>(chosenLabels(own.labels(), random));
        int foreign = (int) Math.round(BATCH * otherShare);
        DriftRows kept = own.chosen(order.stream()
                .skip(REFERENCE)
                .filter(row -> labels.contains(own.rows().get(row).label()))
                .limit(BATCH - foreign)
                .toList());
        DriftRows batch =
                kept.with(others.chosen(shuffled(others.rows().size(), random).subList(0, foreign)));
        return otherShare == 0
                ? new Sides(reference.sample(), batch.sample())
                : new Sides(reference.sample().unlabelled(), batch.sample().unlabelled());
    }

    /** The scenarios of a source with many labels or with few. */
    static List<DriftScenario> all(boolean manyLabels) {
        return Stream.of(
                        new DriftScenario("half the labels", 0.5, 0),
                        new DriftScenario("one label only", 0, 0),
                        new DriftScenario("another source", 1, 1),
                        new DriftScenario("30 % of another source", 1, 0.3),
                        new DriftScenario("10 % of another source", 1, 0.1))
                .filter(scenario -> manyLabels || scenario.labelShare() != 0.5)
                .toList();
    }

    private List<String> chosenLabels(List<String> labels, Random random) {
        if (labelShare == 1) {
            return labels;
        }
        List<String> shuffled = new ArrayList<>(labels);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, (int) Math.max(1, Math.round(labels.size() * labelShare)));
    }

    private static List<Integer> shuffled(int count, Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        Collections.shuffle(order, random);
        return order;
    }
}
