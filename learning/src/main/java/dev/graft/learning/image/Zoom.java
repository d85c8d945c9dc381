package dev.graft.learning.image;

import java.util.SplittableRandom;

/**
 * Enlarges about the centre by a factor between {@code low} and {@code high}, uniform; below 1 it shrinks, and the
 * border repeats.
 *
 * @param low 0.1 to {@code high}
 * @param high at most 10
 */
public record Zoom(double low, double high) implements WarpStep {

    public Zoom {
        Ranges.require("low", low, 0.1, high);
        Ranges.require("high", high, low, 10);
    }

    @Override
    public Warp draw(SplittableRandom random) {
        return by(Ranges.uniform(random, low, high));
    }

    static Warp by(double factor) {
        return new Warp(1 / factor, 0, 0, 1 / factor);
    }
}
