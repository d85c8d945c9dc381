package dev.graft.learning.tabular;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A named feature of a row.
 *
 * @param name 1 to {@value #LONGEST_NAME} characters, none of them a control character
 * @param least the smallest value that can be right, in the column's own unit; null: any
 * @param most the largest value that can be right; null: any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"name", "least", "most"})
public record TabularColumn(
        String name, @Nullable Double least, @Nullable Double most) {

    static final int LONGEST_NAME = 200;

    public TabularColumn {
        if (name == null
                || name.isBlank()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a column's name has 1 to " + LONGEST_NAME + " characters without control characters");
        }
        if (least != null && !Double.isFinite(least) || most != null && !Double.isFinite(most)) {
            throw new IllegalArgumentException("the range of column '" + name + "' must be of finite numbers");
        }
        if (least != null && most != null && least > most) {
            throw new IllegalArgumentException(
                    "the range of column '" + name + "' is empty: " + least + " is above " + most);
        }
    }

    /** A column whose values have no range. */
    public static TabularColumn named(String name) {
        return new TabularColumn(name, null, null);
    }

    /** Whether a value can be right; a missing one (NaN) can. */
    public boolean accepts(double value) {
        return Double.isNaN(value)
                || !Double.isInfinite(value) && (least == null || value >= least) && (most == null || value <= most);
    }

    /** The range in words, as in {@code 0.0 to 1.0}. */
    String range() {
        return (least == null ? "any number" : least.toString()) + " to "
                + (most == null ? "any number" : most.toString());
    }
}
