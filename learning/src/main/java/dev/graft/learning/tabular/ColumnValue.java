package dev.graft.learning.tabular;

/** What a value that was written somewhere is to a {@link TabularColumn}. */
public sealed interface ColumnValue {
    String MISSING = "feature-missing";
    String NOT_A_NUMBER = "feature-not-a-number";
    String OUT_OF_RANGE = "feature-out-of-range";
    String UNKNOWN_WORD = "feature-unknown-word";

    /** A value that can be right; NaN: it is missing, and may be. */
    record Right(double number) implements ColumnValue {}

    /**
     * A value that cannot be right.
     *
     * @param rule that it breaks, one of those named here
     * @param reason a sentence with the column's name
     */
    record Wrong(String rule, String reason) implements ColumnValue {}
}
