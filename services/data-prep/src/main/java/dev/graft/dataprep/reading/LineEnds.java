package dev.graft.dataprep.reading;

/** Every line is a row. */
final class LineEnds implements RecordEnds {
    private long lines;

    @Override
    public boolean endsWith(byte next) {
        if (next != '\n') {
            return false;
        }
        lines++;
        return true;
    }

    @Override
    public boolean hadContent() {
        return true;
    }

    @Override
    public long lines() {
        return lines;
    }
}
