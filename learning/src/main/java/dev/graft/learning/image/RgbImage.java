package dev.graft.learning.image;

/** A picture of 8-bit red, green and blue levels (sRGB as far as anyone knows); immutable. */
public final class RgbImage {

    /** Red, green, blue. */
    public static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final byte[] levels;

    private RgbImage(int width, int height, byte[] levels) {
        if (width < 1 || height < 1 || (long) width * height * CHANNELS != levels.length) {
            throw new IllegalArgumentException(
                    "a picture of " + width + "x" + height + " pixels has not " + levels.length + " levels");
        }
        this.width = width;
        this.height = height;
        this.levels = levels;
    }

    /** A picture over a copy of {@code levels}: row after row, red, green and blue of each pixel, unsigned. */
    public static RgbImage of(int width, int height, byte... levels) {
        return new RgbImage(width, height, levels.clone());
    }

    /** A picture that takes {@code levels} over; nobody writes them any more. */
    static RgbImage over(int width, int height, byte[] levels) {
        return new RgbImage(width, height, levels);
    }

    /** In pixels, at least 1. */
    public int width() {
        return width;
    }

    /** In pixels, at least 1. */
    public int height() {
        return height;
    }

    /** The level, 0 to 255, of a channel (0 red, 1 green, 2 blue) {@code x} pixels from the left, {@code y} down. */
    public int level(int x, int y, int channel) {
        return levels[(y * width + x) * CHANNELS + channel] & 0xff;
    }

    /** The levels themselves, to be read only. */
    byte[] levels() {
        return levels;
    }

    @Override
    public String toString() {
        return "picture of " + width + "x" + height;
    }
}
