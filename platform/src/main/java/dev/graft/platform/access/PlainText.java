package dev.graft.platform.access;

/** Text of others in a form that cannot deceive whoever reads a log or a history: one line of bounded length. */
final class PlainText {
    static final int MAX_NAME_CHARS = 200;

    private static final char STAND_IN = '\uFFFD';

    private PlainText() {}

    /** The text without control, format and separator characters, cut behind {@code maxChars}. */
    static String of(String text, int maxChars) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(maxChars).forEach(point -> plain.appendCodePoint(isPlain(point) ? point : STAND_IN));
        return text.codePointCount(0, text.length()) > maxChars
                ? plain.append('…').toString()
                : plain.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
