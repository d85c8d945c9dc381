package dev.graft.learning.preparation;

/** White space written in one way. */
final class WhiteSpace {
    private static final int NEXT_LINE = 0x85;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private WhiteSpace() {}

    static String inOneWay(String text) {
        return isInOneWay(text) ? text : written(text);
    }

    /** Whether white space is single spaces between other characters, as in most texts. */
    private static boolean isInOneWay(String text) {
        boolean spaceBefore = true;
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            boolean space = each == ' ';
            if (space ? spaceBefore : isWhite(each)) {
                return false;
            }
            spaceBefore = space;
        }
        return text.isEmpty() || !spaceBefore;
    }

    private static String written(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = endOfRun(text, at);
            if (end == at) {
                out.append(text.charAt(at));
                at++;
            } else {
                if (!out.isEmpty() && end < text.length()) {
                    out.append(between(text, at, end));
                }
                at = end;
            }
        }
        return out.toString();
    }

    private static int endOfRun(String text, int from) {
        int at = from;
        while (at < text.length() && isWhite(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static String between(String text, int from, int to) {
        int lines = 0;
        for (int at = from; at < to; at++) {
            char each = text.charAt(at);
            boolean secondOfPair = each == '\n' && at > from && text.charAt(at - 1) == '\r';
            lines += isLineEnd(each) && !secondOfPair ? 1 : 0;
        }
        return lines == 0 ? " " : lines == 1 ? "\n" : "\n\n";
    }

    private static boolean isLineEnd(char each) {
        return each == '\n'
                || each == '\r'
                || each == '\f'
                || each == '\u000B'
                || each == NEXT_LINE
                || each == LINE_SEPARATOR
                || each == PARAGRAPH_SEPARATOR;
    }

    /** All white space lies in the basic plane. */
    private static boolean isWhite(char each) {
        return (each <= ' ' || each > '~')
                && (Character.isWhitespace(each) || Character.isSpaceChar(each) || each == NEXT_LINE);
    }
}
