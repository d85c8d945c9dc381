package dev.graft.dataprep.reading;

/** Tells byte by byte where the rows of a text file end. Not thread-safe. */
interface RecordEnds {
    /** Whether a row, or an empty line, ends with this byte, the next one of the file. */
    boolean endsWith(byte next);

    /** Whether what ended last held anything. */
    boolean hadContent();

    /** Lines that have ended so far. */
    long lines();
}
