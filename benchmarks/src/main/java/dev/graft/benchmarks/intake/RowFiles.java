package dev.graft.benchmarks.intake;

import java.io.IOException;
import java.nio.file.Path;

/** Labelled rows, seeded, written to one file after the other: a later one goes on where the one before ended. */
interface RowFiles {

    /**
     * Writes a file.
     *
     * @param size about, in MB; of pictures how many
     * @return the rows that it holds, repeated ones among them
     * @throws IllegalArgumentException on a format that these rows are not written in
     */
    long write(Path file, String format, int size) throws IOException;
}
