package dev.graft.learning.slices;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A part of the rows: those that pass all its tests.
 *
 * @param tests at least one
 */
public record Condition(List<Test> tests) {

    /** An immutable value. */
    public Condition {
        tests = List.copyOf(tests);
    }

    /**
     * A threshold on one feature.
     *
     * @param word whether the feature tells if a row has a word, being 1 or 0
     */
    record Test(String feature, boolean word, double threshold, boolean above) {
        boolean holds(Traits row) {
            double value = row.value(feature);
            return above ? value > threshold : value <= threshold;
        }

        String words() {
            if (word) {
                return above ? feature : feature.replaceFirst(" is ", " is not ");
            }
            return String.format(Locale.ROOT, "%s %s %.4g", feature, above ? ">" : "≤", threshold);
        }
    }

    /** Whether the row belongs to the part; one that lacks a number does not. */
    public boolean holds(Traits row) {
        return tests.stream().allMatch(test -> test.holds(row));
    }

    /** In words, such as {@code characters > 120 and data source is chat}. */
    public String words() {
        return tests.stream().map(Test::words).collect(Collectors.joining(" and "));
    }
}
