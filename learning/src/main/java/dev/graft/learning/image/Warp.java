package dev.graft.learning.image;

/**
 * A linear map about the centre of a picture: the pixel at (x, y) from the centre comes from (a x + b y, c x + d y),
 * interpolated bilinearly between four pixels; what lies outside repeats the border.
 *
 * @param a column of the source for a column
 * @param b column of the source for a row
 * @param c row of the source for a column
 * @param d row of the source for a row
 */
public record Warp(double a, double b, double c, double d) {

    static final Warp IDENTITY = new Warp(1, 0, 0, 1);

    /** This warp, then {@code next}, as one. */
    Warp then(Warp next) {
        return new Warp(
                a * next.a + b * next.c, a * next.b + b * next.d, c * next.a + d * next.c, c * next.b + d * next.d);
    }

    /** The warped picture, of the same size. */
    RgbImage of(RgbImage image) {
        if (equals(IDENTITY)) {
            return image;
        }
        double centreX = (image.width() - 1) / 2.0;
        double centreY = (image.height() - 1) / 2.0;
        byte[] levels = new byte[image.levels().length];
        int at = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                double fromX = centreX + a * (x - centreX) + b * (y - centreY);
                double fromY = centreY + c * (x - centreX) + d * (y - centreY);
                at = sample(image, inside(fromX, image.width()), inside(fromY, image.height()), levels, at);
            }
        }
        return RgbImage.over(image.width(), image.height(), levels);
    }

    private static double inside(double position, int size) {
        return Math.min(size - 1, Math.max(0, position));
    }

    private static int sample(RgbImage image, double x, double y, byte[] target, int at) {
        int left = (int) x;
        int top = (int) y;
        double right = x - left;
        double down = y - top;
        int stepX = left + 1 < image.width() ? RgbImage.CHANNELS : 0;
        int stepY = top + 1 < image.height() ? image.width() * RgbImage.CHANNELS : 0;
        int pixel = (top * image.width() + left) * RgbImage.CHANNELS;
        byte[] source = image.levels();
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            int p = pixel + channel;
            double above = (1 - right) * (source[p] & 0xff) + right * (source[p + stepX] & 0xff);
            double below = (1 - right) * (source[p + stepY] & 0xff) + right * (source[p + stepX + stepY] & 0xff);
            target[at + channel] = (byte) (int) ((1 - down) * above + down * below + 0.5);
        }
        return at + RgbImage.CHANNELS;
    }
}
