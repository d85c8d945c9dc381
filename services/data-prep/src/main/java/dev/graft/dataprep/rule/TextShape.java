package dev.graft.dataprep.rule;

import java.util.Optional;

/** What the characters of a text are, apart from what they say. */
public final class TextShape {
    private TextShape() {}

    /** Whether nothing of the text would be seen: white space and invisible format characters only. */
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(TextShape::isInvisible);
    }

    private static boolean isInvisible(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.getType(codePoint) == Character.FORMAT;
    }

    /** Half of a surrogate pair, which no encoding can write down. */
    public static Optional<String> brokenUnicode(String text) {
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (Character.isSurrogate(each)) {
                int whole = text.codePointAt(at);
                if (whole == each) {
                    return Optional.of(
                            "the text holds the half character " + name(each) + ", which cannot be written down");
                }
                at++; // Its second half.
            }
        }
        return Optional.empty();
    }

    /** A control character other than tab and line break. */
    static Optional<String> controlCharacter(String text) {
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (Character.isISOControl(each) && each != '\t' && each != '\n' && each != '\r') {
                return Optional.of("the text holds the control character " + name(each));
            }
        }
        return Optional.empty();
    }

    private static String name(int codePoint) {
        return "U+%04X".formatted(codePoint);
    }
}
