package dev.graft.learning.train;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.FusedClassifierFolder;
import dev.graft.learning.model.TextModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The weights that a run begins with. */
public sealed interface StartingPoint {

    /** A bare backbone: every row of the head is new. */
    static StartingPoint backbone(BackboneFiles files) {
        return new Fresh(files);
    }

    /**
     * Bare backbones for the strategy {@link dev.graft.learning.strategy.TransferStrategy.Fusion}: every row of the head
     * is new.
     *
     * @param own the task's own backbone
     * @param further those that the strategy names, in its order
     */
    static StartingPoint backbones(BackboneFiles own, List<BackboneFiles> further) {
        return new FreshFused(Stream.concat(Stream.of(own), further.stream()).toList());
    }

    /**
     * The model folder of a champion: its encoder or encoders, and the head's rows of the labels that both know; the other labels
     * get new rows. {@link IOException} where the folder cannot be read.
     */
    static StartingPoint champion(Path folder) throws IOException {
        TextModel champion = TextModel.read(folder);
        return champion instanceof FusedClassifierFolder fused
                ? new WarmFused(fused)
                : new Warm((ClassifierFolder) champion);
    }

    /** The backbones that it brings without a head; none where it is a model. */
    default List<BackboneFiles> bareBackbones() {
        return List.of();
    }

    /** A bare backbone. */
    record Fresh(BackboneFiles backbone) implements StartingPoint {
        @Override
        public List<BackboneFiles> bareBackbones() {
            return List.of(backbone);
        }
    }

    /** A trained classifier. */
    record Warm(ClassifierFolder champion) implements StartingPoint {}

    /** Bare backbones, the task's own first. */
    record FreshFused(List<BackboneFiles> backbones) implements StartingPoint {
        public FreshFused {
            backbones = List.copyOf(backbones);
        }

        @Override
        public List<BackboneFiles> bareBackbones() {
            return backbones;
        }
    }

    /** A trained classifier on several backbones. */
    record WarmFused(FusedClassifierFolder champion) implements StartingPoint {}
}
