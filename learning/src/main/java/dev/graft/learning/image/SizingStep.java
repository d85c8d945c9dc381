package dev.graft.learning.image;

import java.util.SplittableRandom;

/** A step that chooses the part and the scale of the picture that the network sees. */
public sealed interface SizingStep extends AugmentationStep permits RandomResizedCrop, Rescale {

    /** A picture {@code crop} pixels wide and high. */
    RgbImage apply(RgbImage decoded, Preprocessing preprocessing, SplittableRandom random);
}
