package dev.graft.learning.strategy;

import java.util.List;
import java.util.stream.Stream;

/**
 * A strategy and why it was chosen.
 *
 * @param strategy with all its numbers
 * @param reasons for a person, each a sentence or two with the numbers that decided; the one that decided the kind first
 */
public record Advice(TransferStrategy strategy, List<String> reasons) {

    /** An immutable value. */
    public Advice {
        reasons = List.copyOf(reasons);
    }

    /** A strategy for one reason. */
    public Advice(TransferStrategy strategy, String reason) {
        this(strategy, List.of(reason));
    }

    /** All reasons in one line. */
    public String reason() {
        return String.join(" ", reasons);
    }

    /** The same reasons for another strategy. */
    public Advice with(TransferStrategy other) {
        return new Advice(other, reasons);
    }

    /** The same strategy with one more reason. */
    public Advice because(String further) {
        return new Advice(
                strategy, Stream.concat(reasons.stream(), Stream.of(further)).toList());
    }
}
