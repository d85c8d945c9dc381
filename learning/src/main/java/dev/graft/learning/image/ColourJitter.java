package dev.graft.learning.image;

import java.util.SplittableRandom;

/**
 * Changes brightness, contrast, saturation and hue, in this order. The first three blend the picture with black, with
 * its mean grey, and with itself in grey (luma of ITU-R BT.601) by a factor uniform in [1 - x, 1 + x]; the hue turns by
 * a part of the full circle uniform in [-hue, hue]. Levels are cut at 0 and 255.
 *
 * @param brightness 0 to 1
 * @param contrast 0 to 1
 * @param saturation 0 to 1
 * @param hue 0 to 0.5
 */
public record ColourJitter(double brightness, double contrast, double saturation, double hue) implements LevelStep {

    public ColourJitter {
        Ranges.require("brightness", brightness, 0, 1);
        Ranges.require("contrast", contrast, 0, 1);
        Ranges.require("saturation", saturation, 0, 1);
        Ranges.require("hue", hue, 0, 0.5);
    }

    @Override
    public RgbImage apply(RgbImage image, SplittableRandom random) {
        double light = Ranges.uniform(random, 1 - brightness, 1 + brightness);
        double difference = Ranges.uniform(random, 1 - contrast, 1 + contrast);
        double colour = Ranges.uniform(random, 1 - saturation, 1 + saturation);
        double turn = Ranges.uniform(random, -hue, hue);
        RgbImage result = brightness == 0 ? image : Colours.brightness(image, light);
        result = contrast == 0 ? result : Colours.contrast(result, difference);
        result = saturation == 0 ? result : Colours.saturation(result, colour);
        return hue == 0 ? result : Colours.hue(result, turn);
    }
}
