package dev.graft.dataprep.batch;

import dev.graft.dataprep.batch.QualityReport.Lengths;

/** How often each length occurs: exact statistics in memory that does not grow with the rows. Not thread-safe. */
final class LengthCounts {
    private final long[] counts;
    private long rows;
    private long sum;

    /** @param longest the longest length that is counted */
    LengthCounts(int longest) {
        counts = new long[longest + 1];
    }

    void add(int length) {
        counts[length]++;
        rows++;
        sum += length;
    }

    Lengths summary() {
        if (rows == 0) {
            return new Lengths(0, 0, 0, 0, 0);
        }
        return new Lengths(rank(1), rank((rows + 1) / 2), rank(rows - rows / 20), rank(rows), (double) sum / rows);
    }

    /** The length of the row at a place, from 1, when the rows stand in order of length. */
    private int rank(long place) {
        long seen = 0;
        for (int length = 0; length < counts.length; length++) {
            seen += counts[length];
            if (seen >= place) {
                return length;
            }
        }
        throw new IllegalArgumentException("there is no row " + place + " of " + rows);
    }
}
