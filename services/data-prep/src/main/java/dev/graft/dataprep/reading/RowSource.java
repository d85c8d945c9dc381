package dev.graft.dataprep.reading;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Rows of a batch in their order, each read only when it is asked for. Not thread-safe. */
public interface RowSource extends Closeable {
    /** How the source is written. */
    SourceNotes notes();

    /**
     * The next row; null after the last one.
     *
     * @throws UnreadableSource when nothing more can be read
     */
    @Nullable
    RawRow next() throws UnreadableSource;
}
