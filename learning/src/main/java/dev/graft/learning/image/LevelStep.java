package dev.graft.learning.image;

import java.util.SplittableRandom;

/** A step that changes levels and moves no pixel. */
public sealed interface LevelStep extends AugmentationStep permits ColourJitter {

    RgbImage apply(RgbImage image, SplittableRandom random);
}
