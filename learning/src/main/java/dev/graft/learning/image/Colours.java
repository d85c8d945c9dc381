package dev.graft.learning.image;

import java.awt.Color;

/** The colour changes of {@link ColourJitter}, with their factor given. */
final class Colours {

    private Colours() {}

    static RgbImage brightness(RgbImage image, double factor) {
        byte[] levels = image.levels().clone();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = clip(factor * (levels[i] & 0xff));
        }
        return RgbImage.over(image.width(), image.height(), levels);
    }

    static RgbImage contrast(RgbImage image, double factor) {
        double sum = 0;
        for (int pixel = 0; pixel < image.levels().length; pixel += RgbImage.CHANNELS) {
            sum += luma(image.levels(), pixel);
        }
        double mean = Math.rint(sum * RgbImage.CHANNELS / image.levels().length);
        byte[] levels = image.levels().clone();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = clip(mean + factor * ((levels[i] & 0xff) - mean));
        }
        return RgbImage.over(image.width(), image.height(), levels);
    }

    static RgbImage saturation(RgbImage image, double factor) {
        byte[] levels = image.levels().clone();
        for (int pixel = 0; pixel < levels.length; pixel += RgbImage.CHANNELS) {
            double grey = luma(image.levels(), pixel);
            for (int i = pixel; i < pixel + RgbImage.CHANNELS; i++) {
                levels[i] = clip(grey + factor * ((levels[i] & 0xff) - grey));
            }
        }
        return RgbImage.over(image.width(), image.height(), levels);
    }

    /** Turns the hue by a part of the full circle. */
    static RgbImage hue(RgbImage image, double turn) {
        byte[] levels = image.levels().clone();
        float[] hsb = new float[3];
        for (int i = 0; i < levels.length; i += RgbImage.CHANNELS) {
            Color.RGBtoHSB(levels[i] & 0xff, levels[i + 1] & 0xff, levels[i + 2] & 0xff, hsb);
            int rgb = Color.HSBtoRGB((float) (hsb[0] + turn), hsb[1], hsb[2]);
            levels[i] = (byte) (rgb >> 16);
            levels[i + 1] = (byte) (rgb >> 8);
            levels[i + 2] = (byte) rgb;
        }
        return RgbImage.over(image.width(), image.height(), levels);
    }

    private static double luma(byte[] levels, int pixel) {
        return 0.299 * (levels[pixel] & 0xff) + 0.587 * (levels[pixel + 1] & 0xff) + 0.114 * (levels[pixel + 2] & 0xff);
    }

    private static byte clip(double level) {
        return (byte) (int) Math.min(255, Math.max(0, level + 0.5));
    }
}
