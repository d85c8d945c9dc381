package dev.graft.dataprep.reading;

/**
 * How much of a source is read.
 *
 * @param maxUnpackedBytes size of a packed source once unpacked
 * @param maxRowBytes size of one row; a longer one is not read into memory
 */
public record ReadingLimits(long maxUnpackedBytes, int maxRowBytes) {}
