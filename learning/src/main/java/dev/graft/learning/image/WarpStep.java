package dev.graft.learning.image;

import java.util.SplittableRandom;

/** A step that moves pixels linearly about the picture's centre. */
public sealed interface WarpStep extends AugmentationStep permits Shear, Zoom, Rotation, HorizontalFlip {

    /** Draws this time's movement. */
    Warp draw(SplittableRandom random);
}
