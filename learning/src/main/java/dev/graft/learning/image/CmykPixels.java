package dev.graft.learning.image;

import java.awt.image.Raster;

/**
 * The four stored components of a JPEG file as red, green and blue. Where an Adobe marker is present the components are
 * stored inverted, and with transform 2 the first three are YCbCr (Adobe Technical Note 5116; JFIF 1.02 for YCbCr).
 */
final class CmykPixels {

    private static final int YCCK = 2;

    private CmykPixels() {}

    /** From the raw raster of the file; {@code transform} is the Adobe marker's, or {@link JpegStructure#NO_ADOBE}. */
    static RgbImage of(Raster raster, int transform) {
        int width = raster.getWidth();
        byte[] levels = new byte[width * raster.getHeight() * RgbImage.CHANNELS];
        int[] row = new int[width * 4];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int pixel = 0; pixel < row.length; pixel += 4) {
                if (transform == YCCK) {
                    toInvertedRgb(row, pixel);
                }
                int key = ink(row[pixel + 3], transform);
                for (int c = 0; c < RgbImage.CHANNELS; c++) {
                    levels[at++] = (byte) light(ink(row[pixel + c], transform), key);
                }
            }
        }
        return RgbImage.over(width, raster.getHeight(), levels);
    }

    private static int ink(int stored, int transform) {
        return transform == JpegStructure.NO_ADOBE ? stored : 255 - stored;
    }

    private static int light(int ink, int key) {
        return Math.round((255 - ink) * (255 - key) / 255f);
    }

    private static void toInvertedRgb(int[] row, int pixel) {
        double luma = row[pixel];
        double blue = row[pixel + 1] - 128;
        double red = row[pixel + 2] - 128;
        row[pixel] = 255 - clip(luma + 1.402 * red);
        row[pixel + 1] = 255 - clip(luma - 0.344136 * blue - 0.714136 * red);
        row[pixel + 2] = 255 - clip(luma + 1.772 * blue);
    }

    private static int clip(double level) {
        return (int) Math.min(255, Math.max(0, Math.round(level)));
    }
}
