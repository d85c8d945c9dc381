package dev.graft.dataprep.mapping;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary of terms: what a source calls something is replaced by what the task calls it, as a whole word whatever its
 * case. Of terms that begin at one place the longest counts, and what was put in is not looked at again. In scripts that
 * write no spaces between words a term may stand anywhere.
 */
final class Terms {
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** By their first character, folded; the longest first. */
    private final Map<Integer, List<Map.Entry<String, String>>> byStart = new HashMap<>();

    Terms(Map<String, String> terms) {
        terms.entrySet().stream()
                .filter(term -> !term.getKey().isEmpty())
                .sorted(Comparator.comparingInt((Map.Entry<String, String> term) ->
                                -term.getKey().length())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(term -> byStart.computeIfAbsent(folded(term.getKey().codePointAt(0)), key -> new ArrayList<>())
                        .add(term));
    }

    String replaceIn(String text) {
        if (byStart.isEmpty()) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            Map.Entry<String, String> term = termAt(text, at, codePoint);
            if (term == null) {
                replaced.appendCodePoint(codePoint);
                at += Character.charCount(codePoint);
            } else {
                replaced.append(term.getValue());
                at += term.getKey().length();
            }
        }
        return replaced.toString();
    }

    private Map.@Nullable Entry<String, String> termAt(String text, int at, int codePoint) {
        for (Map.Entry<String, String> term : byStart.getOrDefault(folded(codePoint), List.of())) {
            int length = term.getKey().length();
            if (text.regionMatches(true, at, term.getKey(), 0, length)
                    && isBoundary(text, at)
                    && isBoundary(text, at + length)) {
                return term;
            }
        }
        return null;
    }

    /** Whether a word may begin or end between two characters. */
    private static boolean isBoundary(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        return !Character.isLetterOrDigit(before)
                || !Character.isLetterOrDigit(after)
                || WITHOUT_SPACES.contains(UnicodeScript.of(before))
                || WITHOUT_SPACES.contains(UnicodeScript.of(after));
    }

    private static int folded(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }
}
