package dev.graft.learning.gate;

import java.util.List;
import java.util.Locale;

/** Numbers and lists as they stand in a verdict's sentences. */
final class Words {

    private static final int NAMED = 5;

    /** Scores that differ by less are the same score: the rounding error of sums of a few thousand ratios. */
    static final double ROUNDING = 1e-9;

    private Words() {}

    static String score(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    static String change(double value) {
        return String.format(Locale.ROOT, "%+.4f", value);
    }

    static String pValue(double value) {
        return value < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", value);
    }

    /** Without zeros that say nothing. */
    static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    static String quoted(List<String> names) {
        List<String> first =
                names.stream().limit(NAMED).map(name -> "'" + name + "'").toList();
        String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
        return String.join(", ", first) + more;
    }
}
