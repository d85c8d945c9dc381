package dev.graft.learning.tabular;

import java.util.Locale;
import java.util.Set;

/** How files and requests write values. */
final class WrittenValue {
    /** How they write that there is nothing, in lower case; white space around it does not count. */
    private static final Set<String> NOTHING = Set.of("", "na", "n/a", "nan", "null", "none", "?");

    private static final int LONGEST_NUMBER = 40;
    private static final int SHOWN = 40;

    private WrittenValue() {}

    static boolean isNothing(String written) {
        return written.isBlank()
                || written.length() <= SHOWN && NOTHING.contains(written.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * The number that is written, with a point; 1 for {@code true}, 0 for {@code false}; NaN where it is none.
     *
     * @param written without white space around it, not empty
     */
    static double number(String written) {
        if (written.equalsIgnoreCase("true")) {
            return 1;
        }
        if (written.equalsIgnoreCase("false")) {
            return 0;
        }
        if (written.length() > LONGEST_NUMBER || !written.chars().allMatch(WrittenValue::isOfANumber)) {
            return Double.NaN; // Java has further ways to write one, as in 1f, that are nobody else's.
        }
        try {
            return Double.parseDouble(written);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean isOfANumber(int each) {
        return each >= '0' && each <= '9' || ".eE+-".indexOf(each) >= 0;
    }

    /** The beginning of a value, for a sentence. */
    static String shown(String written) {
        return written.length() <= SHOWN ? written : written.substring(0, SHOWN) + "\u2026";
    }
}
