package dev.graft.dataprep.rule;

import dev.graft.platform.json.Hashes;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The identity of a row: texts that differ only in case, white space or their way of writing accents are one row. */
public final class RowIds {
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private RowIds() {}

    /** 32 hexadecimal digits. */
    public static String of(String text) {
        return Hashes.id(normalise(text));
    }

    /** The id of what rows of a group have in common; the same for all of them, and of no row. */
    public static String ofGroup(String group) {
        return Hashes.id("group", normalise(group));
    }

    /**
     * NFC, without white space at the ends, each run of white space one space, case folded: to lower, upper and lower
     * case again, which also brings ß, ẞ and ss together.
     */
    public static String normalise(String text) {
        String spaced = WHITE_SPACE.matcher(text).replaceAll(" ").strip();
        String folded = spaced.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
