package dev.graft.trainer.train.learning;

import java.util.Optional;
import java.util.SortedSet;

/** Backbones beside those that the trainer carries itself. */
public interface FurtherBackbones {
    /** What there is to name. */
    SortedSet<String> names();

    /**
     * The backbone of that name; empty: there is none.
     *
     * @throws IllegalArgumentException when it is there and cannot be used, saying why
     */
    Optional<Backbone> read(String name);
}
