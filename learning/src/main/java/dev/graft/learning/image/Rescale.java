package dev.graft.learning.image;

import java.util.SplittableRandom;

/**
 * Resizes the shorter side to a random length and cuts the network's square out at a random place (scale jittering of
 * Simonyan and Zisserman, ICLR 2015). A shorter side below the network's crop counts as the crop.
 *
 * @param low shortest shorter side, in pixels, from 1
 * @param high longest one, at most {@link Preprocessing#MAX_SIDE}
 */
public record Rescale(int low, int high) implements SizingStep {

    public Rescale {
        Ranges.require("low", low, 1, high);
        Ranges.require("high", high, low, Preprocessing.MAX_SIDE);
    }

    @Override
    public RgbImage apply(RgbImage decoded, Preprocessing preprocessing, SplittableRandom random) {
        int crop = preprocessing.crop();
        int side = Math.max(crop, random.nextInt(low, high + 1));
        boolean tall = decoded.height() > decoded.width();
        int longer = tall
                ? Preprocessing.scaled(decoded.height(), decoded.width(), side)
                : Preprocessing.scaled(decoded.width(), decoded.height(), side);
        int across = random.nextInt(side - crop + 1);
        int along = random.nextInt(longer - crop + 1);
        Box box = tall ? new Box(across, along, crop, crop) : new Box(along, across, crop, crop);
        return preprocessing.fit(decoded, side, box);
    }
}
