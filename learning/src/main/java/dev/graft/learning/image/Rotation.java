package dev.graft.learning.image;

import java.util.SplittableRandom;

/**
 * Turns about the centre by an angle between {@code -degrees} and {@code degrees}, uniform; positive turns clockwise.
 *
 * @param degrees 0 to 180
 */
public record Rotation(double degrees) implements WarpStep {

    public Rotation {
        Ranges.require("degrees", degrees, 0, 180);
    }

    @Override
    public Warp draw(SplittableRandom random) {
        return by(Ranges.uniform(random, -degrees, degrees));
    }

    static Warp by(double degrees) {
        double angle = Math.toRadians(degrees);
        return new Warp(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle));
    }
}
