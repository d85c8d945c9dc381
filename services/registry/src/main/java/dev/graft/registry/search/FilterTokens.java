package dev.graft.registry.search;

import dev.graft.registry.label.Refused;
import java.util.ArrayList;
import java.util.List;

/** Cuts a filter into its tokens; what is quoted stays whole. */
final class FilterTokens {
    private static final String SIGNS = "=!<>";

    private final String filter;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private FilterTokens(String filter) {
        this.filter = filter;
    }

    /** What a token is. */
    enum Kind {
        WORD,
        TEXT,
        SIGN,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    /** @param at its place in the filter, from 1 */
    record Token(Kind kind, String text, int at) {
        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }
    }

    static List<Token> of(String filter) {
        FilterTokens cutting = new FilterTokens(filter);
        while (cutting.at < filter.length()) {
            cutting.next();
        }
        cutting.tokens.add(new Token(Kind.END, "the end", filter.length() + 1));
        return cutting.tokens;
    }

    private void next() {
        char c = filter.charAt(at);
        int from = at;
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '\'' || c == '"') {
            at = closing(c) + 1;
            tokens.add(new Token(Kind.TEXT, filter.substring(from + 1, at - 1), from + 1));
        } else if (c == '(' || c == ')' || c == ',') {
            at++;
            tokens.add(
                    new Token(c == '(' ? Kind.OPEN : c == ')' ? Kind.CLOSE : Kind.COMMA, String.valueOf(c), from + 1));
        } else if (SIGNS.indexOf(c) >= 0) {
            while (at < filter.length() && SIGNS.indexOf(filter.charAt(at)) >= 0) {
                at++;
            }
            tokens.add(new Token(Kind.SIGN, filter.substring(from, at), from + 1));
        } else {
            word(from);
        }
    }

    /** A word goes on over its quoted parts, as in {@code tags.`a key`}. */
    private void word(int from) {
        StringBuilder word = new StringBuilder();
        while (at < filter.length() && isPartOfWord(filter.charAt(at))) {
            char c = filter.charAt(at);
            boolean quotes = c == '`' || c == '"' && word.length() > 0;
            int end = quotes ? closing(c) : at;
            word.append(filter, quotes ? at + 1 : at, quotes ? end : at + 1);
            at = end + 1;
        }
        tokens.add(new Token(Kind.WORD, word.toString(), from + 1));
    }

    private static boolean isPartOfWord(char c) {
        return !Character.isWhitespace(c) && "=!<>(),'".indexOf(c) < 0;
    }

    private int closing(char quote) {
        int end = filter.indexOf(quote, at + 1);
        if (end < 0) {
            throw Refused.invalid(
                    "the filter has a quote at character " + (at + 1) + " that is never closed: " + filter);
        }
        return end;
    }
}
