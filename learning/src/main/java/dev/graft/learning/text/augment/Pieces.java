package dev.graft.learning.text.augment;

import dev.graft.learning.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text cut into words and what is between them; joined again it is the same text.
 *
 * <p>A word is a run of letters and digits with their combining marks; an apostrophe or a hyphen within it belongs to it.
 * In scripts without spaces it is a single character. Everything else, such as punctuation and emoji, is no word.
 */
final class Pieces {

    private static final String LETTERS = "[\\p{L}\\p{N}\\p{M}&&[^" + Words.UNSPACED + "]]+";
    private static final Pattern WORD =
            Pattern.compile("[" + Words.UNSPACED + "]\\p{M}*|" + LETTERS + "(?:['\u2019-]" + LETTERS + ")*");
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    private Pieces() {}

    static List<Piece> of(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher words = WORD.matcher(text);
        int done = 0;
        while (words.find()) {
            String gap = addOthers(text.substring(done, words.start()), pieces);
            pieces.add(new Piece(gap, words.group(), true));
            done = words.end();
        }
        String rest = addOthers(text.substring(done), pieces);
        if (!rest.isEmpty()) {
            pieces.add(new Piece(rest, "", false));
        }
        return pieces;
    }

    static String joined(List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.gap()).append(piece.text()));
        return text.toString();
    }

    /** What a dictionary knows some neighbouring pieces by: lower case, one space where there is any. */
    static String phrase(List<Piece> pieces) {
        StringBuilder phrase = new StringBuilder();
        for (Piece piece : pieces) {
            phrase.append(phrase.isEmpty() || piece.gap().isEmpty() ? "" : " ").append(piece.text());
        }
        return phrase.toString().toLowerCase(Locale.ROOT);
    }

    /** The characters of a word as a reader sees them: none is half of a surrogate pair, marks stay with their letter. */
    static List<String> characters(String word) {
        return CHARACTER.matcher(word).results().map(MatchResult::group).toList();
    }

    /** Adds what is between two words, if anything; the white space in front of the next word. */
    private static String addOthers(String between, List<Piece> pieces) {
        String others = between.strip();
        if (others.isEmpty()) {
            return between;
        }
        int begin = between.indexOf(others);
        pieces.add(new Piece(between.substring(0, begin), others, false));
        return between.substring(begin + others.length());
    }
}
