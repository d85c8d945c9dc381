package dev.graft.learning.tabular;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A named column of a row: of numbers, or of words.
 *
 * @param name 1 to {@value #LONGEST_NAME} characters, none of them a control character
 * @param minimum the smallest value that can be right, in the column's own unit; null: any
 * @param maximum the largest value that can be right; null: any
 * @param required whether each row must have a value
 * @param values the words that it may hold, 2 to {@value #MOST_WORDS} distinct ones; a row holds the place of its word among
 *     them, from 0. Null: it holds numbers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"name", "minimum", "maximum", "required", "values"})
public record TabularColumn(
        String name,
        @Nullable Double minimum,
        @Nullable Double maximum,
        boolean required,
        @Nullable List<String> values) {

    static final int LONGEST_NAME = 200;
    static final int MOST_WORDS = 1_000;

    public TabularColumn {
        if (name == null
                || name.isBlank()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a column's name has 1 to " + LONGEST_NAME + " characters without control characters");
        }
        requireRange(name, minimum, maximum);
        if (values != null) {
            values = List.copyOf(values);
            requireWords(name, values, minimum != null || maximum != null);
        }
    }

    private static void requireRange(String name, @Nullable Double minimum, @Nullable Double maximum) {
        if (minimum != null && !Double.isFinite(minimum) || maximum != null && !Double.isFinite(maximum)) {
            throw new IllegalArgumentException("the range of column '" + name + "' must be of finite numbers");
        }
        if (minimum != null && maximum != null && minimum > maximum) {
            throw new IllegalArgumentException(
                    "the range of column '" + name + "' is empty: " + minimum + " is above " + maximum);
        }
    }

    private static void requireWords(String name, List<String> values, boolean ranged) {
        if (ranged) {
            throw new IllegalArgumentException("column '" + name + "' holds words, which have no range");
        }
        if (values.size() < 2 || values.size() > MOST_WORDS || new HashSet<>(values).size() < values.size()) {
            throw new IllegalArgumentException(
                    "column '" + name + "' must have 2 to " + MOST_WORDS + " distinct words, not " + values.size());
        }
        for (String word : values) {
            if (!word.equals(word.strip()) || WrittenValue.isNothing(word)) {
                throw new IllegalArgumentException("column '" + name + "' cannot have the word '" + word
                        + "', which reads as a missing value or has white space around it");
            }
        }
    }

    /** A column of numbers without a range, which may be missing. */
    public static TabularColumn named(String name) {
        return new TabularColumn(name, null, null, false, null);
    }

    /**
     * Reads a value: a number with a point, {@code true} or {@code false} (1 and 0), one of the column's words, or one of
     * the ways to write that there is nothing, such as {@code NA}.
     *
     * @param written null: nothing is
     */
    public ColumnValue read(@Nullable String written) {
        if (written == null || WrittenValue.isNothing(written)) {
            return required
                    ? new ColumnValue.Wrong(
                            ColumnValue.MISSING, "the column '" + name + "' has no value, and the task requires one")
                    : new ColumnValue.Right(Double.NaN);
        }
        return values == null ? number(written.strip()) : word(values, written.strip());
    }

    private ColumnValue word(List<String> words, String written) {
        int place = words.indexOf(written);
        return place >= 0
                ? new ColumnValue.Right(place)
                : new ColumnValue.Wrong(
                        ColumnValue.UNKNOWN_WORD,
                        "the column '" + name + "' holds '" + WrittenValue.shown(written) + "'; the task knows "
                                + listed(words));
    }

    private ColumnValue number(String written) {
        double number = WrittenValue.number(written);
        if (Double.isNaN(number)) {
            return new ColumnValue.Wrong(
                    ColumnValue.NOT_A_NUMBER,
                    "the column '" + name + "' holds '" + WrittenValue.shown(written)
                            + "', which is no number; write it as in 12.5");
        }
        return accepts(number)
                ? new ColumnValue.Right(number)
                : new ColumnValue.Wrong(
                        ColumnValue.OUT_OF_RANGE,
                        "the column '" + name + "' holds " + WrittenValue.shown(written) + "; it takes " + range());
    }

    /** Whether a number can be right; a missing one (NaN) can. */
    boolean accepts(double value) {
        return Double.isNaN(value)
                || !Double.isInfinite(value)
                        && (minimum == null || value >= minimum)
                        && (maximum == null || value <= maximum);
    }

    /** How many features a row has of it. */
    int width() {
        return values == null ? 1 : values.size();
    }

    /** The names of those features: its own, or one a word, as in {@code colour=red}. */
    Stream<String> featureNames() {
        return values == null ? Stream.of(name) : values.stream().map(word -> name + "=" + word);
    }

    /** The range in words, as in {@code 0.0 to 1.0}. */
    private String range() {
        if (minimum == null && maximum == null) {
            return "finite numbers";
        }
        return minimum == null ? "numbers up to " + maximum : "numbers from " + minimum + upTo();
    }

    private String upTo() {
        return maximum == null ? "" : " to " + maximum;
    }

    private static String listed(List<String> words) {
        List<String> first = words.subList(0, Math.min(10, words.size()));
        return first + (words.size() > first.size() ? " and " + (words.size() - first.size()) + " more" : "");
    }
}
