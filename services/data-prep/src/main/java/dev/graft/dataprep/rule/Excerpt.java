package dev.graft.dataprep.rule;

/** The beginning of a value, short enough to show. */
public final class Excerpt {
    /** The most that is kept, in UTF-16 code units, of any value that a producer sent. */
    public static final int MAX_CHARS = 200;

    private Excerpt() {}

    /** The value, or its first {@value #MAX_CHARS} characters and an ellipsis; half characters are replaced. */
    public static String of(String value) {
        String kept = value.length() <= MAX_CHARS ? value : value.substring(0, cut(value)) + "…";
        return wellFormed(kept);
    }

    /** The value as a whole where it has at most so many characters, or else its excerpt; half characters are replaced. */
    public static String whole(String value, int maxChars) {
        return value.length() <= maxChars ? wellFormed(value) : of(value);
    }

    private static int cut(String value) {
        return Character.isHighSurrogate(value.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
    }

    private static String wellFormed(String value) {
        StringBuilder formed = new StringBuilder(value.length());
        value.codePoints()
                .map(each -> Character.getType(each) == Character.SURROGATE ? '\uFFFD' : each)
                .forEach(formed::appendCodePoint);
        return formed.toString();
    }
}
