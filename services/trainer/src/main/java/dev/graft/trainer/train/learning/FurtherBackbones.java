package dev.graft.trainer.train.learning;

import dev.graft.learning.backbone.BackboneFiles;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Backbones beside those that the trainer carries itself. */
public interface FurtherBackbones {
    /** There are none. */
    FurtherBackbones NONE = new FurtherBackbones() {
        @Override
        public SortedSet<String> names() {
            return new TreeSet<>();
        }

        @Override
        public Optional<BackboneFiles> read(String name) {
            return Optional.empty();
        }
    };

    SortedSet<String> names();

    /**
     * The backbone of that name; empty: there is none.
     *
     * @throws IllegalArgumentException when it is there and cannot be used, saying why
     */
    Optional<BackboneFiles> read(String name);
}
