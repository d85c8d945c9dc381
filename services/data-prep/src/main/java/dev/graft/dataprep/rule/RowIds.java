package dev.graft.dataprep.rule;

import dev.graft.platform.json.Hashes;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a row: texts that differ only in case, white space or their way of writing accents are one row, and numbers
 * that are equal, of whatever source.
 */
public final class RowIds {
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private static final int ID_CHARS = 32;

    private RowIds() {}

    /** 32 hexadecimal digits. */
    public static String of(String text) {
        return Hashes.id(normalise(text));
    }

    /**
     * 32 hexadecimal digits; the two the other way round are another row.
     *
     * @param pair the second text; null: there is one
     */
    public static String of(String text, @Nullable String pair) {
        return pair == null ? of(text) : Hashes.id(normalise(text), normalise(pair));
    }

    /**
     * 32 hexadecimal digits.
     *
     * @param values NaN where one is missing; at the end that is the same as none, which rows have of columns that are added
     *     later
     */
    public static String of(double[] values) {
        int length = values.length;
        while (length > 0 && Double.isNaN(values[length - 1])) {
            length--;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length * Double.BYTES);
        for (int i = 0; i < length; i++) {
            bytes.putDouble(values[i] + 0.0); // Of the two zeros there is one.
        }
        return Hashes.sha256(bytes.array()).substring(0, ID_CHARS);
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
        return isPlain(text) ? plain(text) : folded(text);
    }

    /** Visible ASCII and its usual white space: what most texts are, and much cheaper to fold. */
    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if ((each < ' ' || each > '~') && !isPlainSpace(each)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainSpace(char each) {
        return each == ' ' || each >= '\t' && each <= '\r';
    }

    private static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (isPlainSpace(each)) {
                space = !out.isEmpty();
            } else {
                if (space) {
                    out.append(' ');
                    space = false;
                }
                out.append(each >= 'A' && each <= 'Z' ? (char) (each - 'A' + 'a') : each);
            }
        }
        return out.toString();
    }

    /** The whole rule, for any text. */
    static String folded(String text) {
        String spaced = WHITE_SPACE.matcher(text).replaceAll(" ").strip();
        String folded = spaced.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
