package dev.graft.learning.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The words of a text where no backbone's tokenizer is at hand: runs of letters and digits, in lower case; in scripts
 * without spaces, single characters.
 */
public final class Words {

    /** The scripts without spaces, to be put between the brackets of a regular expression. */
    public static final String UNSPACED = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}";

    private static final Pattern WORD = Pattern.compile("[" + UNSPACED + "]|[\\p{L}\\p{N}&&[^" + UNSPACED + "]]+");

    private Words() {}

    /** The words in their order, repeated ones too. */
    public static List<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
