package dev.graft.dataprep.image;

import dev.graft.dataprep.reading.SourceNotes;
import dev.graft.dataprep.reading.UnreadableSource;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Labelled images of a batch in their order, each read only when it is asked for. Not thread-safe. */
public interface ImageSource extends Closeable {
    /** How the source is written. */
    SourceNotes notes();

    /**
     * The next image; null after the last one.
     *
     * @throws UnreadableSource when nothing more can be read
     */
    @Nullable
    RawImage next() throws UnreadableSource;
}
