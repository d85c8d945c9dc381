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
 * @param checkedRows new rows of a batch whose labels are checked and that are compared with the data set, an evenly drawn
 *     sample of more; 0: none; null: {@value #DEFAULT_CHECKED_ROWS}
 * @param shuffledLabels what becomes of a batch whose labels tell nothing about its texts: {@value #REFUSE} or {@value
 *     #REPORT} (taken in, and the quality report says so); null: {@value #REFUSE}
 * @param minimumSide the shortest side that a picture may have, in pixels from 1; null: 16
 * @param maximumSide the longest side that a picture may have, in pixels up to 20,000; null: 20,000
 * @param channels {@value #COLOUR} or {@value #GREY}: what every picture has to show; null: either
 */
public record Preparation(
        @Nullable List<String> cleaning,
        @Nullable Integer minimumChars,
        @Nullable Integer maximumChars,
        @Nullable Double maximumBadShare,
        @Nullable Double nearDuplicates,
        @Nullable Integer checkedRows,
        @Nullable String shuffledLabels,
        @Nullable Integer minimumSide,
        @Nullable Integer maximumSide,
        @Nullable String channels) {

    public static final int DEFAULT_CHECKED_ROWS = 2_000;
    public static final String REFUSE = "refuse";
    public static final String REPORT = "report";
    public static final String COLOUR = "colour";
    public static final String GREY = "grey";

    /** Unicode's composed form, and white space in one way: what changes no reader's understanding. */
    public static final List<String> DEFAULT_CLEANING = List.of("unicode-nfc@1", "whitespace@1");

    public static final Preparation DEFAULT =
            new Preparation(null, null, null, null, null, null, null, null, null, null);

    public Preparation {
        cleaning = cleaning == null ? DEFAULT_CLEANING : List.copyOf(cleaning);
        minimumChars = minimumChars == null ? Integer.valueOf(1) : minimumChars;
        nearDuplicates = nearDuplicates == null ? Double.valueOf(0.8) : nearDuplicates;
        checkedRows = checkedRows == null ? Integer.valueOf(DEFAULT_CHECKED_ROWS) : checkedRows;
        shuffledLabels = shuffledLabels == null ? REFUSE : shuffledLabels;
    }

    /** Pictures of any size and colour. */
    public Preparation(
            @Nullable List<String> cleaning,
            @Nullable Integer minimumChars,
            @Nullable Integer maximumChars,
            @Nullable Double maximumBadShare,
            @Nullable Double nearDuplicates,
            @Nullable Integer checkedRows,
            @Nullable String shuffledLabels) {
        this(
                cleaning,
                minimumChars,
                maximumChars,
                maximumBadShare,
                nearDuplicates,
                checkedRows,
                shuffledLabels,
                null,
                null,
                null);
    }

    /** Rows that are checked by default. */
    public Preparation(
            @Nullable List<String> cleaning,
            @Nullable Integer minimumChars,
            @Nullable Integer maximumChars,
            @Nullable Double maximumBadShare,
            @Nullable Double nearDuplicates) {
        this(cleaning, minimumChars, maximumChars, maximumBadShare, nearDuplicates, null, null);
    }
}
