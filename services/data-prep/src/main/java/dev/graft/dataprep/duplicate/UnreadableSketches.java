package dev.graft.dataprep.duplicate;

import java.io.IOException;
import java.nio.file.Path;

/** A file of sketches that cannot be used; the message says why. Sketches made of the shard's texts replace it. */
public final class UnreadableSketches extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableSketches(Path file, String reason) {
        super(file + " " + reason + "; make the sketches of the shard's texts anew");
    }
}
