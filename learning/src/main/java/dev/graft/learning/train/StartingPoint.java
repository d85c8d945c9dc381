package dev.graft.learning.train;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.model.ClassifierFolder;
import java.io.IOException;
import java.nio.file.Path;

/** The weights that a run begins with. */
public sealed interface StartingPoint {

    /** A bare backbone: every row of the head is new. */
    static StartingPoint backbone(BackboneFiles files) {
        return new Fresh(files);
    }

    /**
     * The model folder of a champion: its encoder, and the head's rows of the labels that both know; the other labels
     * get new rows. {@link IOException} where the folder cannot be read.
     */
    static StartingPoint champion(Path folder) throws IOException {
        return new Warm(ClassifierFolder.read(folder));
    }

    /** A bare backbone. */
    record Fresh(BackboneFiles backbone) implements StartingPoint {}

    /** A trained classifier. */
    record Warm(ClassifierFolder champion) implements StartingPoint {}
}
