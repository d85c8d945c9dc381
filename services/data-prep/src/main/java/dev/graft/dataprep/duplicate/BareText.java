package dev.graft.dataprep.duplicate;

import dev.graft.dataprep.rule.RowIds;

/**
 * A text with only what counts for nearness, as code points: normalised as for its row id, without invisible format
 * characters, each run of punctuation and white space one space, one space at either end, and none beside a character of
 * a dense script, where spaces part no words. A text of nothing else keeps its punctuation.
 */
final class BareText {
    private static final int PUNCTUATION = 1 << Character.CONNECTOR_PUNCTUATION
            | 1 << Character.DASH_PUNCTUATION
            | 1 << Character.START_PUNCTUATION
            | 1 << Character.END_PUNCTUATION
            | 1 << Character.OTHER_PUNCTUATION
            | 1 << Character.INITIAL_QUOTE_PUNCTUATION
            | 1 << Character.FINAL_QUOTE_PUNCTUATION;
    private static final int BEFORE_DENSE = 0x3000;

    private final int[] codePoints;
    private int length;

    private BareText(int capacity) {
        this.codePoints = new int[capacity];
        codePoints[length++] = ' ';
    }

    static BareText of(String text) {
        int[] all = RowIds.normalise(text).codePoints().toArray();
        BareText bare = new BareText(all.length + 2);
        for (int each : all) {
            int type = Character.getType(each);
            if (type != Character.FORMAT) {
                bare.append((PUNCTUATION >>> type & 1) == 1 ? ' ' : each);
            }
        }
        bare.append(' ');
        return bare.isBlank() ? whole(all) : bare;
    }

    private static BareText whole(int[] all) {
        BareText whole = new BareText(all.length + 2);
        for (int each : all) {
            whole.codePoints[whole.length++] = each;
        }
        whole.codePoints[whole.length++] = ' ';
        return whole;
    }

    /** Leaves out a space behind a space or beside a dense character. */
    private void append(int codePoint) {
        int last = codePoints[length - 1];
        if (codePoint == ' ') {
            if (last != ' ' && !isDense(last)) {
                codePoints[length++] = ' ';
            }
            return;
        }
        if (last == ' ' && isDense(codePoint)) {
            length--;
        }
        codePoints[length++] = codePoint;
    }

    private boolean isBlank() {
        return length == 1 && codePoints[0] == ' ';
    }

    int length() {
        return length;
    }

    int codePoint(int at) {
        return codePoints[at];
    }

    /** Whether a character of a script that writes words or syllables stands here: Chinese, Japanese or Korean. */
    boolean isDenseAt(int at) {
        return isDense(codePoints[at]);
    }

    private static boolean isDense(int codePoint) {
        return codePoint > BEFORE_DENSE
                && ((codePoint >= 0x3040 && codePoint <= 0x30FF)
                        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                        || (codePoint >= 0xFF66 && codePoint <= 0xFF9F)
                        || Character.isIdeographic(codePoint));
    }
}
