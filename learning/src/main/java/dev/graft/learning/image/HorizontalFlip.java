package dev.graft.learning.image;

import java.util.SplittableRandom;

/**
 * Mirrors left and right.
 *
 * @param probability 0 to 1
 */
public record HorizontalFlip(double probability) implements WarpStep {

    private static final Warp MIRROR = new Warp(-1, 0, 0, 1);

    public HorizontalFlip {
        Ranges.require("probability", probability, 0, 1);
    }

    @Override
    public Warp draw(SplittableRandom random) {
        return random.nextDouble() < probability ? MIRROR : Warp.IDENTITY;
    }
}
