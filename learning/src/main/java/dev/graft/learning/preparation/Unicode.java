package dev.graft.learning.preparation;

import java.text.Normalizer;

/** Changes of single characters. */
final class Unicode {
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int WORD_JOINER = 0x2060;
    private static final int SOFT_HYPHEN = 0x00AD;

    private Unicode() {}

    static String composed(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static String withoutControls(String text) {
        if (text.codePoints().noneMatch(Unicode::goes)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(each -> !goes(each)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean goes(int codePoint) {
        return switch (codePoint) {
            case '\t', '\n', '\r', 0x85 -> false;
            case BYTE_ORDER_MARK, ZERO_WIDTH_SPACE, WORD_JOINER, SOFT_HYPHEN -> true;
            default -> Character.isISOControl(codePoint) || isDirection(codePoint);
        };
    }

    /** Marks, embeddings, overrides and isolates of the bidirectional algorithm. */
    private static boolean isDirection(int codePoint) {
        return codePoint == 0x061C
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint >= 0x202A && codePoint <= 0x202E
                || codePoint >= 0x2066 && codePoint <= 0x2069;
    }
}
