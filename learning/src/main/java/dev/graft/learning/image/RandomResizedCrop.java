package dev.graft.learning.image;

import java.util.SplittableRandom;

/**
 * Cuts out a rectangle of random area, shape and place and resizes it to the network's square (Szegedy et al. 2015).
 *
 * <p>Area uniform, the logarithm of width over height uniform, ten tries; where none fits, the middle of the picture
 * with the nearest allowed shape.
 *
 * @param minArea smallest part of the picture's area, above 0
 * @param maxArea largest part, at most 1
 * @param minRatio smallest width over height, from 0.1
 * @param maxRatio largest one, at most 10
 */
public record RandomResizedCrop(double minArea, double maxArea, double minRatio, double maxRatio)
        implements SizingStep {

    private static final int TRIES = 10;

    public RandomResizedCrop {
        Ranges.require("minArea", minArea, 1e-4, maxArea);
        Ranges.require("maxArea", maxArea, minArea, 1);
        Ranges.require("minRatio", minRatio, 0.1, maxRatio);
        Ranges.require("maxRatio", maxRatio, minRatio, 10);
    }

    /** Areas from {@code minArea} to 1 and shapes from 3:4 to 4:3, as ImageNet networks are trained. */
    public static RandomResizedCrop ofArea(double minArea) {
        return new RandomResizedCrop(minArea, 1, 3 / 4.0, 4 / 3.0);
    }

    @Override
    public RgbImage apply(RgbImage decoded, Preprocessing preprocessing, SplittableRandom random) {
        RgbImage part = draw(decoded.width(), decoded.height(), random).of(decoded);
        return Resizer.resize(part, preprocessing.resampling(), preprocessing.crop(), preprocessing.crop());
    }

    Box draw(int width, int height, SplittableRandom random) {
        for (int i = 0; i < TRIES; i++) {
            double area = (double) width * height * Ranges.uniform(random, minArea, maxArea);
            double ratio = Math.exp(Ranges.uniform(random, Math.log(minRatio), Math.log(maxRatio)));
            int w = (int) Math.round(Math.sqrt(area * ratio));
            int h = (int) Math.round(Math.sqrt(area / ratio));
            if (w > 0 && w <= width && h > 0 && h <= height) {
                return new Box(random.nextInt(width - w + 1), random.nextInt(height - h + 1), w, h);
            }
        }
        return middle(width, height);
    }

    private Box middle(int width, int height) {
        double ratio = Math.min(maxRatio, Math.max(minRatio, (double) width / height));
        int w = Math.max(1, (int) Math.min(width, Math.round(height * ratio)));
        int h = Math.max(1, (int) Math.min(height, Math.round(width / ratio)));
        return new Box((width - w) / 2, (height - h) / 2, w, h);
    }
}
