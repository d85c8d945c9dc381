package dev.graft.learning.image;

import java.util.SplittableRandom;

/**
 * Slants the picture along its rows by an angle between {@code -degrees} and {@code degrees}, uniform: an upright line
 * leans by it, its lower end to the right where the angle is positive.
 *
 * @param degrees 0 to 60
 */
public record Shear(double degrees) implements WarpStep {

    public Shear {
        Ranges.require("degrees", degrees, 0, 60);
    }

    @Override
    public Warp draw(SplittableRandom random) {
        return by(Ranges.uniform(random, -degrees, degrees));
    }

    static Warp by(double degrees) {
        return new Warp(1, -Math.tan(Math.toRadians(degrees)), 0, 1);
    }
}
