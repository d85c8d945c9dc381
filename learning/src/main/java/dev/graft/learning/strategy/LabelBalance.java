package dev.graft.learning.strategy;

import java.util.Collection;

/**
 * How evenly a task's training rows are spread over its labels.
 *
 * @param rarest rows of the label with the fewest, those without any left out; 0: unknown
 * @param mostFrequent rows of the label with the most
 */
public record LabelBalance(long rarest, long mostFrequent) {

    /** Nothing is known. */
    public static final LabelBalance UNKNOWN = new LabelBalance(0, 0);

    /** Rows from which on a single one of them does not decide by its weight alone. */
    private static final long FEWEST = 5;

    /** From so many times the rows of the rarest label on, the most frequent one drowns it. */
    public static final long UNEVEN_FROM = 10;

    /** Of rows by label. */
    public static LabelBalance of(Collection<Long> counts) {
        return new LabelBalance(
                counts.stream().filter(count -> count > 0).min(Long::compare).orElse(0L),
                counts.stream().max(Long::compare).orElse(0L));
    }

    /**
     * Whether labels are so uneven that weights in the loss are worth a thought: the most frequent label has ten times the
     * rows of the rarest, or more, and that has at least five. Weights find more rows of rare labels at the price of false
     * alarms. For a head on features of real reviews they cost a point of macro F1 at two and at four, and gain one at
     * ten, five at twenty and fourteen at fifty ({@code benchmarks/run learning imbalance}); rows of numbers mostly lose
     * by them at any of these ({@code benchmarks/run learning imbalance-numbers}). With fewer than five rows, each would
     * weigh as much as a whole batch.
     */
    public boolean isClearlyUneven() {
        return rarest >= FEWEST && mostFrequent >= UNEVEN_FROM * rarest;
    }
}
