package dev.graft.learning.train;

import java.nio.file.Path;

/**
 * How much room the output of the frozen stages may take, so that it is computed once in a run. All of it lies in the
 * device's memory where it fits there; else all of it in a file, which the system keeps in what memory is free; else it
 * is computed anew in each pass. A result does not depend on whether it is memory or the file.
 *
 * @param memoryBytes bound in the device's memory
 * @param fileBytes bound of the file; 0: there is no file
 * @param folder for the file, made where it does not exist; nothing is left in it, whatever ends the run
 */
public record ActivationCache(long memoryBytes, long fileBytes, Path folder) {

    /** One GiB in memory: 5,500 rows of 128 tokens, or 50,000 of 14, at 384 hidden units; and eight in a file. */
    public static final ActivationCache DEFAULT =
            new ActivationCache(1L << 30, 8L << 30, Path.of(System.getProperty("java.io.tmpdir")));

    public ActivationCache {
        if (memoryBytes < 0 || fileBytes < 0) {
            throw new IllegalArgumentException("the bounds of a cache must not be below 0");
        }
    }

    /** No file. */
    public static ActivationCache inMemory(long bytes) {
        return new ActivationCache(bytes, 0, DEFAULT.folder());
    }
}
