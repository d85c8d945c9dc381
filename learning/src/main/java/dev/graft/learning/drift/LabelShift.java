package dev.graft.learning.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Whether labels are as frequent in a batch as in the reference: Pearson's chi-square test of homogeneity, its p-value
 * from the χ² distribution where every label expects at least 5 rows on either side, else simulated.
 *
 * @param chiSquare the statistic
 * @param degrees of freedom: labels that occur, less one
 * @param pValue 1 where there is one label only
 * @param simulated whether the p-value comes from random deals of the pooled rows
 * @param totalVariation half the sum of the shares' differences, in [0, 1]
 * @param stabilityIndex PSI, ½ added to each count
 * @param stabilityIndexByChance about what the index is where nothing changed
 * @param changes every label that occurs, the one that adds most to the statistic first
 */
public record LabelShift(
        double chiSquare,
        int degrees,
        double pValue,
        boolean simulated,
        double totalVariation,
        double stabilityIndex,
        double stabilityIndexByChance,
        List<LabelChange> changes)
        implements Shift {

    private static final int NAMED = 3;

    /** An immutable value. */
    public LabelShift {
        changes = List.copyOf(changes);
    }

    /**
     * Compares counts. A simulation takes time in permutations × rows of the smaller side.
     *
     * @param reference rows of each label, none negative
     * @param batch the same; a label that one side lacks counts 0 there
     * @throws IllegalArgumentException where a side has no row or a count is negative
     */
    public static LabelShift of(
            Map<String, Long> reference, Map<String, Long> batch, DriftSettings settings, DriftListener listener) {
        checkCounts(reference);
        checkCounts(batch);
        CountPair counts = CountPair.of(reference, batch);
        ChiSquare test = new ChiSquare(counts);
        double statistic = test.statistic(counts.batch());
        boolean simulated = test.degrees() > 0 && test.smallCounts();
        int[] deal = {0};
        double pValue = simulated
                ? test.simulated(
                        statistic,
                        settings.permutations(),
                        new SplittableRandom(settings.seed()),
                        () -> listener.onStep("labels", deal[0]++, settings.permutations()))
                : ChiSquareTail.above(statistic, test.degrees());
        return new LabelShift(
                statistic,
                test.degrees(),
                pValue,
                simulated,
                counts.totalVariation(),
                counts.stabilityIndex(),
                counts.stabilityIndexByChance(),
                changes(CountPair.names(reference, batch), counts));
    }

    @Override
    public String aspect() {
        return "labels";
    }

    @Override
    public OptionalDouble chance() {
        return OptionalDouble.of(pValue);
    }

    @Override
    public String sentence() {
        return changes.stream().limit(NAMED).map(LabelChange::sentence).collect(Collectors.joining(", "));
    }

    private static List<LabelChange> changes(String[] names, CountPair counts) {
        double rows = counts.referenceTotal();
        double batchRows = counts.batchTotal();
        List<LabelChange> changes = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            long before = counts.reference()[i];
            long now = counts.batch()[i];
            changes.add(new LabelChange(names[i], before, now, before / rows, now / batchRows));
        }
        changes.sort(Comparator.comparingDouble(LabelShift::weight).reversed().thenComparing(LabelChange::label));
        return changes;
    }

    /** What a label adds to the statistic, but for a factor that all share. */
    private static double weight(LabelChange change) {
        double off = change.batchShare() - change.referenceShare();
        return off * off / (change.referenceRows() + change.batchRows());
    }

    private static void checkCounts(Map<String, Long> counts) {
        long rows = 0;
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            if (count.getValue() < 0) {
                throw new IllegalArgumentException(
                        "label '%s' cannot have %d rows".formatted(count.getKey(), count.getValue()));
            }
            rows += count.getValue();
        }
        if (rows == 0) {
            throw new IllegalArgumentException("labels cannot be compared where one side has no row");
        }
    }
}
