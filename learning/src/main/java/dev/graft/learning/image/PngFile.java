package dev.graft.learning.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures as PNG files, which lose nothing. */
public final class PngFile {
    private PngFile() {}

    /** The content of a file that holds the picture. */
    public static byte[] of(RgbImage picture) {
        BufferedImage pixels = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                pixels.setRGB(
                        x, y, picture.level(x, y, 0) << 16 | picture.level(x, y, 1) << 8 | picture.level(x, y, 2));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(pixels, "png", bytes)) {
                throw new IllegalStateException("this JVM writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
