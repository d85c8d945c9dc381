package dev.graft.learning.image;

/**
 * A rectangle of a picture, in pixels.
 *
 * @param left columns before it
 * @param top rows above it
 * @param width at least 1
 * @param height at least 1
 */
record Box(int left, int top, int width, int height) {

    Box {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a box of " + width + "x" + height + " holds no pixel");
        }
    }

    int right() {
        return left + width;
    }

    int bottom() {
        return top + height;
    }

    /** The middle of a larger picture; half a pixel goes to the even side, as Python rounds. */
    static Box centre(int width, int height, int side) {
        return new Box(half(width - side), half(height - side), side, side);
    }

    private static int half(int surplus) {
        return (int) Math.rint(surplus / 2.0);
    }

    /** The pixels of {@code image} inside this box. */
    RgbImage of(RgbImage image) {
        byte[] levels = new byte[width * height * RgbImage.CHANNELS];
        int row = width * RgbImage.CHANNELS;
        for (int y = 0; y < height; y++) {
            int from = ((top + y) * image.width() + left) * RgbImage.CHANNELS;
            System.arraycopy(image.levels(), from, levels, y * row, row);
        }
        return RgbImage.over(width, height, levels);
    }
}
