package dev.graft.learning.tabular;

import org.jspecify.annotations.Nullable;

/**
 * A parameter that a step may be declared with.
 *
 * @param name as declarations spell it
 * @param usual its value where none is declared; null: it has none then
 * @param range of a number; null where the value is a name
 */
record StepParameter(
        String name, @Nullable String usual, @Nullable Range range) {

    private static final int LONGEST_NAME = 200;

    /** Numbers from {@code least} to {@code most}; whole ones where {@code whole}. */
    record Range(double least, double most, boolean whole) {}

    static StepParameter number(String name, @Nullable String usual, double least, double most) {
        return new StepParameter(name, usual, new Range(least, most, false));
    }

    static StepParameter count(String name, @Nullable String usual, int least, int most) {
        return new StepParameter(name, usual, new Range(least, most, true));
    }

    static StepParameter text(String name) {
        return new StepParameter(name, null, null);
    }

    /** The value in its one spelling; {@link IllegalArgumentException} where it cannot be. */
    String canonical(String step, String value) {
        if (range == null) {
            if (value.isBlank()
                    || value.length() > LONGEST_NAME
                    || value.chars().anyMatch(each -> Character.isISOControl(each) || "(),=".indexOf(each) >= 0)) {
                throw new IllegalArgumentException(
                        step + ": " + name + " is a name without brackets, commas and equals signs");
            }
            return value;
        }
        double number = number(step, value);
        if (!(number >= range.least && number <= range.most) || range.whole && number != Math.rint(number)) {
            throw new IllegalArgumentException(
                    step + ": " + name + " is " + (range.whole ? "a whole number" : "a number") + " from "
                            + spelled(range.least) + " to " + spelled(range.most) + ", not " + value);
        }
        return spelled(number);
    }

    private double number(String step, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(step + ": " + name + " is a number, not '" + value + "'", e);
        }
    }

    private static String spelled(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
