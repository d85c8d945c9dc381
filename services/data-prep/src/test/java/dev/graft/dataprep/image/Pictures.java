package dev.graft.dataprep.image;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RescaleOp;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image files, good and bad, and edited copies of them. */
public final class Pictures {
    private static final int PNG_HEADER_END = 33;
    private static final float QUALITY = 0.9f;

    private Pictures() {}

    /** Coloured ellipses on a slope from one colour to another, other ones for each seed. */
    public static BufferedImage drawn(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 12; i++) {
            graphics.setColor(colour(random));
            graphics.fillOval(
                    random.nextInt(width),
                    random.nextInt(height),
                    1 + random.nextInt(width / 2),
                    1 + random.nextInt(height / 2));
        }
        graphics.dispose();
        return picture;
    }

    private static Color colour(Random random) {
        return new Color(random.nextInt(1 << 24));
    }

    public static byte[] png(BufferedImage picture) {
        return written(picture, "png");
    }

    static byte[] written(BufferedImage picture, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] jpeg(BufferedImage picture) {
        return jpeg(picture, QUALITY);
    }

    public static byte[] jpeg(BufferedImage picture, float quality) {
        return jpeg(new IIOImage(picture, null, null), quality);
    }

    /** With four components and no word of what they are. */
    public static byte[] cmyk(int width, int height) {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, new int[] {4 * x % 256, 4 * y % 256, 128, 32});
            }
        }
        return jpeg(new IIOImage(raster, null, null), QUALITY);
    }

    private static byte[] jpeg(IIOImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, image, param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** The same pixels, said to lie on their side: to be turned right by a quarter. */
    public static byte[] lying(byte[] jpeg) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xFFE1).putShort((short) 34);
        exif.put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8);
        exif.putShort((short) 1);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0);
        exif.putInt(0);
        return inserted(jpeg, 2, exif.array());
    }

    /** A PNG whose header states a size, with no pixel behind it. */
    public static byte[] bomb(int width, int height) {
        byte[] whole = png(drawn(32, 32, 1));
        ByteBuffer.wrap(whole).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(whole, 12, 17);
        ByteBuffer.wrap(whole).putInt(29, (int) crc.getValue());
        return whole;
    }

    public static byte[] animated(byte[] png) {
        ByteBuffer control = ByteBuffer.allocate(20);
        control.putInt(8)
                .put("acTL".getBytes(StandardCharsets.US_ASCII))
                .putInt(2)
                .putInt(0);
        CRC32 crc = new CRC32();
        crc.update(control.array(), 4, 12);
        control.putInt((int) crc.getValue());
        return inserted(png, PNG_HEADER_END, control.array());
    }

    private static byte[] inserted(byte[] file, int at, byte[] part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, at);
        out.writeBytes(part);
        out.write(file, at, file.length - at);
        return out.toByteArray();
    }

    public static byte[] cutOff(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    /** Cut off, but with an end marker, as tools leave it that mend the end alone. */
    static byte[] endedEarly(byte[] jpeg) {
        byte[] half = cutOff(jpeg);
        half[half.length - 2] = (byte) 0xFF;
        half[half.length - 1] = (byte) 0xD9;
        return half;
    }

    public static BufferedImage read(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static BufferedImage resized(BufferedImage picture, int width, int height) {
        BufferedImage resized = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = resized.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return resized;
    }

    /** Without a part of its width and height, half of it on each side. */
    static BufferedImage cropped(BufferedImage picture, double part) {
        int across = (int) Math.round(picture.getWidth() * part / 2);
        int down = (int) Math.round(picture.getHeight() * part / 2);
        return picture.getSubimage(across, down, picture.getWidth() - 2 * across, picture.getHeight() - 2 * down);
    }

    public static BufferedImage brighter(BufferedImage picture, float factor) {
        BufferedImage brighter = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        BufferedImage plain = resized(picture, picture.getWidth(), picture.getHeight());
        return new RescaleOp(factor, 0, null).filter(plain, brighter);
    }

    /** Photos of ants and bees, by path; empty where there are none. */
    public static List<Path> photos() {
        try (Stream<Path> files = Files.walk(data().resolve("hymenoptera_256"))) {
            return files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The nearest {@code shared/data} beside a folder above this module. */
    public static Path data() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/data"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/data");
    }
}
