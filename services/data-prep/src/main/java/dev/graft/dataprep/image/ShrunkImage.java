package dev.graft.dataprep.image;

import dev.graft.learning.image.ChannelOrder;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import dev.graft.learning.image.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * What a sample keeps of a picture: the middle square of it with {@value #SIDE} pixels a side, which is what most networks
 * are shown or a little more, as a JPEG file of at most {@value #MAX_BYTES} bytes (a photo: about 18,000); and numbers of
 * the whole. A picture whose shorter side is less is not made larger. The same picture always gives the same. Immutable.
 */
public final class ShrunkImage implements Supplier<byte[]> {
    /** The longest side that is kept, in pixels. */
    public static final int SIDE = 256;

    /** The most that the file takes. */
    public static final int MAX_BYTES = 32 << 10;

    /** Tried one after the other until the file is small enough, which noise is with the last. */
    private static final float[] QUALITIES = {0.85f, 0.6f, 0.3f, 0.05f};

    private static final List<Double> UNCHANGED = List.of(0.0, 0.0, 0.0);
    private static final List<Double> ONE = List.of(1.0, 1.0, 1.0);

    private final int width;
    private final int height;
    private final double brightness;
    private final double contrast;
    private final byte[] file;

    private ShrunkImage(RgbImage picture, RgbImage square) {
        this.width = picture.width();
        this.height = picture.height();
        double sum = 0;
        double squares = 0;
        for (int y = 0; y < square.height(); y++) {
            for (int x = 0; x < square.width(); x++) {
                double luma = LumaFields.luma(square, x, y);
                sum += luma;
                squares += luma * luma;
            }
        }
        double pixels = (double) square.width() * square.height();
        this.brightness = sum / pixels;
        this.contrast = Math.sqrt(Math.max(0, squares / pixels - brightness * brightness));
        this.file = file(square);
    }

    /** Of an upright picture of any size. */
    public static ShrunkImage of(RgbImage picture) {
        int side = Math.min(SIDE, Math.min(picture.width(), picture.height()));
        Preprocessing square = new Preprocessing(side, Resampling.BILINEAR, side, ChannelOrder.RGB, UNCHANGED, ONE);
        return new ShrunkImage(picture, square.fit(picture));
    }

    private static byte[] file(RgbImage square) {
        BufferedImage pixels = new BufferedImage(square.width(), square.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < square.height(); y++) {
            for (int x = 0; x < square.width(); x++) {
                pixels.setRGB(x, y, square.level(x, y, 0) << 16 | square.level(x, y, 1) << 8 | square.level(x, y, 2));
            }
        }
        byte[] file = jpeg(pixels, QUALITIES[0]);
        for (int i = 1; file.length > MAX_BYTES && i < QUALITIES.length; i++) {
            file = jpeg(pixels, QUALITIES[i]);
        }
        return file;
    }

    private static byte[] jpeg(BufferedImage pixels, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(pixels, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture cannot be written to memory", e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** Of the whole picture, in pixels. */
    public int width() {
        return width;
    }

    /** Of the whole picture, in pixels. */
    public int height() {
        return height;
    }

    /** The mean luma (ITU-R BT.601) of the square, 0 to 255. */
    public double brightness() {
        return brightness;
    }

    /** The standard deviation of the square's luma, 0 to 127.5. */
    public double contrast() {
        return contrast;
    }

    /** The square as a JPEG file, to be read only. */
    @Override
    public byte[] get() {
        return file;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShrunkImage that
                && width == that.width
                && height == that.height
                && Arrays.equals(file, that.file);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(file);
    }

    @Override
    public String toString() {
        return "the middle of " + width + "x" + height + " pixels in " + file.length + " bytes";
    }
}
