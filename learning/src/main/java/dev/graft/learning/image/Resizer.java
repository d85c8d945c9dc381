package dev.graft.learning.image;

/**
 * Resizing with antialiasing: rows first, then columns, 8-bit levels between the two, as the Python imaging library
 * does it (and torchvision on its pictures), to the same level.
 */
final class Resizer {

    private static final int HALF = 1 << (ResamplingTaps.BITS - 1);

    private Resizer() {}

    /** The whole picture with another size. */
    static RgbImage resize(RgbImage image, Resampling filter, int width, int height) {
        return resize(image, filter, width, height, new Box(0, 0, width, height));
    }

    /** The part {@code kept} of the picture resized to {@code width} and {@code height}; the rest is not computed. */
    static RgbImage resize(RgbImage image, Resampling filter, int width, int height, Box kept) {
        if (kept.left() < 0 || kept.top() < 0 || kept.right() > width || kept.bottom() > height) {
            throw new IllegalArgumentException(kept + " is not inside " + width + "x" + height);
        }
        ResamplingTaps columns = new ResamplingTaps(filter, image.width(), width, kept.left(), kept.width());
        ResamplingTaps rows = new ResamplingTaps(filter, image.height(), height, kept.top(), kept.height());
        boolean sameWidth = image.width() == width && kept.width() == width;
        boolean sameHeight = image.height() == height && kept.height() == height;
        int above = sameWidth ? 0 : rows.begin();
        byte[] narrow = sameWidth ? image.levels() : horizontal(image, columns, kept.width(), above, rows.end());
        byte[] levels = sameHeight ? narrow : vertical(narrow, rows, above, kept.width(), kept.height());
        return RgbImage.over(kept.width(), kept.height(), levels);
    }

    /** Rows {@code from} to {@code to} at their new width. */
    private static byte[] horizontal(RgbImage image, ResamplingTaps taps, int width, int from, int to) {
        byte[] source = image.levels();
        byte[] target = new byte[width * (to - from) * RgbImage.CHANNELS];
        int at = 0;
        for (int y = from; y < to; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = (y * image.width() + taps.first(x)) * RgbImage.CHANNELS;
                at = sum(source, pixel, RgbImage.CHANNELS, taps.weights(x), target, at);
            }
        }
        return target;
    }

    /** Of {@code source}, whose first row is row {@code above} of the picture. */
    private static byte[] vertical(byte[] source, ResamplingTaps taps, int above, int width, int height) {
        byte[] target = new byte[width * height * RgbImage.CHANNELS];
        int stride = width * RgbImage.CHANNELS;
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = (taps.first(y) - above) * stride + x * RgbImage.CHANNELS;
                at = sum(source, pixel, stride, taps.weights(y), target, at);
            }
        }
        return target;
    }

    /** Writes one pixel of weighted source pixels, {@code step} bytes apart. */
    private static int sum(byte[] source, int from, int step, int[] weights, byte[] target, int at) {
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        int pixel = from;
        for (int weight : weights) {
            red += (source[pixel] & 0xff) * weight;
            green += (source[pixel + 1] & 0xff) * weight;
            blue += (source[pixel + 2] & 0xff) * weight;
            pixel += step;
        }
        target[at] = ResamplingTaps.level(red);
        target[at + 1] = ResamplingTaps.level(green);
        target[at + 2] = ResamplingTaps.level(blue);
        return at + RgbImage.CHANNELS;
    }
}
