package dev.graft.learning.drift;

import java.util.Locale;

/** Numbers as they stand in a report's sentences. */
final class Wording {

    private Wording() {}

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String pValue(double value) {
        return value < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", value);
    }

    static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String four(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** Three digits behind the point at most, none where they would be zeros. */
    static String plain(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
