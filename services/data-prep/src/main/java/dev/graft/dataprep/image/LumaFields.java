package dev.graft.dataprep.image;

import dev.graft.learning.image.RgbImage;

/** The mean luma (ITU-R BT.601) of a picture's equal fields, 0 to 255: pixels on an edge count for their share. */
final class LumaFields {
    private static final double RED = 0.299;
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    private LumaFields() {}

    /** Row by row, {@code side} rows of {@code side} fields, whatever the picture's shape. */
    static double[][] of(RgbImage picture, int side) {
        double[][] fields = new double[side][side];
        double width = (double) picture.width() / side;
        double height = (double) picture.height() / side;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                fields[row][column] =
                        mean(picture, column * width, (column + 1) * width, row * height, (row + 1) * height);
            }
        }
        return fields;
    }

    private static double mean(RgbImage picture, double left, double right, double top, double bottom) {
        double sum = 0;
        double area = 0;
        for (int y = (int) top; y < Math.min(picture.height(), Math.ceil(bottom)); y++) {
            double down = Math.min(bottom, y + 1) - Math.max(top, y);
            for (int x = (int) left; x < Math.min(picture.width(), Math.ceil(right)); x++) {
                double share = down * (Math.min(right, x + 1) - Math.max(left, x));
                sum += share * luma(picture, x, y);
                area += share;
            }
        }
        return sum / area;
    }

    static double luma(RgbImage picture, int x, int y) {
        return RED * picture.level(x, y, 0) + GREEN * picture.level(x, y, 1) + BLUE * picture.level(x, y, 2);
    }
}
