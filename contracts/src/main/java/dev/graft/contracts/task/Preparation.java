package dev.graft.contracts.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done to rows before they are learnt from, and how good they must be.
 *
 * @param cleaning steps in their order, each with its version, as in {@code html@1}; null: {@link #DEFAULT_CLEANING}.
 *     A model carries the steps of its task, and the predictor takes them too
 * @param minimumChars the shortest text, in UTF-16 code units after cleaning; null: 1
 * @param maximumChars the longest text; null: what data-prep reads at most
 * @param maximumBadShare a batch with a larger share of quarantined rows is refused, 0 to 1; null: what data-prep is set
 *     to
 * @param nearDuplicates the least similarity (Jaccard, of pieces of a few characters) at which a text is near to a known
 *     one and follows it into its split, 0.5 to 0.99, or 1: only the same text counts; null: 0.8
 */
public record Preparation(
        @Nullable List<String> cleaning,
        @Nullable Integer minimumChars,
        @Nullable Integer maximumChars,
        @Nullable Double maximumBadShare,
        @Nullable Double nearDuplicates) {

    /** Unicode's composed form, and white space in one way: what changes no reader's understanding. */
    public static final List<String> DEFAULT_CLEANING = List.of("unicode-nfc@1", "whitespace@1");

    public static final Preparation DEFAULT = new Preparation(null, null, null, null, null);

    public Preparation {
        cleaning = cleaning == null ? DEFAULT_CLEANING : List.copyOf(cleaning);
        minimumChars = minimumChars == null ? Integer.valueOf(1) : minimumChars;
        nearDuplicates = nearDuplicates == null ? Double.valueOf(0.8) : nearDuplicates;
    }
}
