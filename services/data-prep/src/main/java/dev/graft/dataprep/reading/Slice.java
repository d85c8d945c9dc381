package dev.graft.dataprep.reading;

import dev.graft.platform.store.ObjectStore.ByteRange;
import java.util.List;

/**
 * Rows of a file that can be read without the rest of it, from a file of their own into which some of its bytes are
 * copied.
 *
 * @param from the first byte of the rows in the whole file
 * @param to the byte after their last one
 * @param linesBefore lines of the whole file, or rows of a table, that the slice's file lacks in front of its rows
 * @param pieces what the slice's file consists of
 */
public record Slice(long from, long to, long linesBefore, List<ByteRange> pieces) {
    public Slice {
        pieces = List.copyOf(pieces);
    }
}
