package dev.graft.learning.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** The stored levels of a decoded raster, whatever colour space it claims. */
final class RasterPixels {

    private RasterPixels() {}

    static RgbImage of(BufferedImage image) {
        return image.getColorModel() instanceof IndexColorModel ? indexed(image) : direct(image.getRaster());
    }

    private static RgbImage indexed(BufferedImage image) {
        int width = image.getWidth();
        byte[] levels = new byte[width * image.getHeight() * RgbImage.CHANNELS];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int rgb : row) {
                levels[at++] = (byte) (rgb >> 16);
                levels[at++] = (byte) (rgb >> 8);
                levels[at++] = (byte) rgb;
            }
        }
        return RgbImage.over(width, image.getHeight(), levels);
    }

    private static RgbImage direct(Raster raster) {
        int width = raster.getWidth();
        int bands = raster.getNumBands();
        int surplusBits = raster.getSampleModel().getSampleSize(0) - Byte.SIZE;
        int green = bands < RgbImage.CHANNELS ? 0 : 1;
        byte[] levels = new byte[width * raster.getHeight() * RgbImage.CHANNELS];
        int[] row = new int[width * bands];
        int at = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
            for (int pixel = 0; pixel < row.length; pixel += bands) {
                levels[at++] = (byte) (row[pixel] >> surplusBits);
                levels[at++] = (byte) (row[pixel + green] >> surplusBits);
                levels[at++] = (byte) (row[pixel + 2 * green] >> surplusBits);
            }
        }
        return RgbImage.over(width, raster.getHeight(), levels);
    }
}
