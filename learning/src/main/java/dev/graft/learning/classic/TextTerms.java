package dev.graft.learning.classic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which terms a text is counted by; all in small letters.
 *
 * @param leastWords of a term of words, 0 where there are none, with {@code mostWords} 0 too; a word is a run of two or more
 *     letters, digits or underscores
 * @param mostWords at most 5
 * @param leastCharacters of a term of characters within a word and the blanks around it, 0 where there are none; two and three
 *     suit writing without blanks, such as Chinese
 * @param mostCharacters at most 10
 */
public record TextTerms(int leastWords, int mostWords, int leastCharacters, int mostCharacters) {

    /** Longer ones are no words. */
    static final int LONGEST = 200;

    private static final int MOST_WORDS = 5;
    private static final int MOST_CHARACTERS = 10;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]{2,}");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}]+");
    private static final String OF_WORDS = "w ";
    private static final String OF_CHARACTERS = "c ";

    public TextTerms {
        if (!isRange(leastWords, mostWords, MOST_WORDS)
                || !isRange(leastCharacters, mostCharacters, MOST_CHARACTERS)
                || mostWords + mostCharacters == 0) {
            throw new IllegalArgumentException("terms have 1 to " + MOST_WORDS + " words or 1 to " + MOST_CHARACTERS
                    + " characters, not " + leastWords + " to " + mostWords + " and " + leastCharacters + " to "
                    + mostCharacters);
        }
    }

    /** Terms of words alone. */
    public static TextTerms words(int least, int most) {
        return new TextTerms(least, most, 0, 0);
    }

    /** Terms of characters alone. */
    public static TextTerms characters(int least, int most) {
        return new TextTerms(0, 0, least, most);
    }

    private static boolean isRange(int least, int most, int largest) {
        return (least == 0 && most == 0) || (least >= 1 && most >= least && most <= largest);
    }

    /** Hands over each term, as often as it occurs. */
    void of(String text, Consumer<String> each) {
        String small = text.toLowerCase(Locale.ROOT);
        if (mostWords > 0) {
            words(small, each);
        }
        if (mostCharacters > 0) {
            for (String part : BLANKS.split(small)) {
                if (!part.isEmpty() && part.length() <= LONGEST) {
                    characters(" " + part + " ", each);
                }
            }
        }
    }

    private void words(String text, Consumer<String> each) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            if (matcher.end() - matcher.start() <= LONGEST) {
                words.add(matcher.group());
            }
        }
        for (int count = leastWords; count <= mostWords; count++) {
            for (int from = 0; from + count <= words.size(); from++) {
                each.accept(OF_WORDS + String.join(" ", words.subList(from, from + count)));
            }
        }
    }

    /** A word that is shorter than a term counts once as a whole, as in scikit-learn's char_wb. */
    private void characters(String padded, Consumer<String> each) {
        for (int count = leastCharacters; count <= mostCharacters; count++) {
            if (count >= padded.length()) {
                each.accept(OF_CHARACTERS + padded);
                return;
            }
            for (int from = 0; from + count <= padded.length(); from++) {
                each.accept(OF_CHARACTERS + padded.substring(from, from + count));
            }
        }
    }
}
