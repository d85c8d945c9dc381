package dev.graft.dataprep.reading;

/**
 * The ends of rows of a CSV file, told as {@link CsvRows} tells them: a line break within quotes ends nothing, and a quote
 * is one only at the beginning of a field. Rows that end in CR alone are seen as part of the next one that ends in LF.
 */
final class CsvEnds implements RecordEnds {
    private final byte delimiter;
    private final byte quote;
    private State state = State.FIELD_STARTS;
    private boolean rowIsEmpty = true;
    private boolean hadContent;
    private boolean afterReturn;
    private long lines;

    /** Both are ASCII, and their bytes stand for nothing else in the file's charset. */
    CsvEnds(char delimiter, char quote) {
        this.delimiter = (byte) delimiter;
        this.quote = (byte) quote;
    }

    private enum State {
        FIELD_STARTS,
        PLAIN,
        QUOTED,
        /** The end of the field, or the first half of a quote within it. */
        QUOTE_IN_QUOTED
    }

    @Override
    public boolean endsWith(byte next) {
        count(next);
        if (state == State.QUOTED) {
            state = next == quote ? State.QUOTE_IN_QUOTED : State.QUOTED;
            return false;
        }
        if (next == '\n' || next == '\r') {
            return lineBreak(next);
        }
        rowIsEmpty = false;
        state = after(next);
        return false;
    }

    private State after(byte next) {
        if (next == quote) {
            return state == State.PLAIN ? State.PLAIN : State.QUOTED;
        }
        return next == delimiter ? State.FIELD_STARTS : State.PLAIN;
    }

    private boolean lineBreak(byte next) {
        state = State.FIELD_STARTS;
        if (next == '\r') {
            return false;
        }
        hadContent = !rowIsEmpty;
        rowIsEmpty = true;
        return true;
    }

    private void count(byte next) {
        if (next == '\r' || next == '\n' && !afterReturn) {
            lines++;
        }
        afterReturn = next == '\r';
    }

    @Override
    public boolean hadContent() {
        return hadContent;
    }

    @Override
    public long lines() {
        return lines;
    }
}
