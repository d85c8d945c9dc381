package dev.graft.learning.meta;

import java.util.Random;

/** Where small tasks come from. All have as many rows of either kind, inputs and outputs. */
@FunctionalInterface
public interface Episodes {

    /** A task, drawn with {@code random} alone. */
    Episode draw(Random random);
}
