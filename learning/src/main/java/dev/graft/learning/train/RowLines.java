package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;

/** A table of float32 numbers that is filled once, from line 1 on, and then read in runs of lines; line 0 is all zeros. */
interface RowLines extends AutoCloseable {

    /** Adds lines (N, L) behind those that there are. */
    void append(NDArray lines) throws IOException;

    /**
     * Runs of lines one below the other, each filled up with zeros to {@code longest}: (runs, longest, L).
     *
     * @param step owns the result
     * @param first line of each run
     * @param counts lines of each run
     * @throws java.io.UncheckedIOException where they cannot be read
     */
    NDArray runs(NDManager step, long[] first, int[] counts, int longest);

    @Override
    void close() throws IOException;
}
