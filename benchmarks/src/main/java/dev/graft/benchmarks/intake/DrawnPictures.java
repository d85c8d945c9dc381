package dev.graft.benchmarks.intake;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Pictures of {@value #SIDE} by {@value #SIDE} pixels: ellipses of random colours with grain over them, as JPEG in a folder
 * that names the label. Each {@value #REPEATED}th file is the one before it again.
 */
final class DrawnPictures implements RowFiles {
    private static final int SIDE = 256;
    private static final int REPEATED = 50;
    private static final int ELLIPSES = 60;
    private static final int GRAIN = 24;
    private static final int LEVELS = 256;

    private final Random random;
    private byte[] picture = new byte[0];
    private long count;

    DrawnPictures(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public long write(Path file, String format, int size) throws IOException {
        if (!format.equals("zip")) {
            throw new IllegalArgumentException("pictures are written as zip, not as " + format);
        }
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (int i = 0; i < size; i++) {
                boolean repeated = count % REPEATED == REPEATED - 1;
                long drawn = repeated ? count - 1 : count;
                picture = repeated ? picture : draw();
                String label = RandomRows.LABELS.get((int) (drawn % RandomRows.LABELS.size()));
                zip.putNextEntry(new ZipEntry(String.format(Locale.ROOT, "%s/%07d.jpg", label, count)));
                zip.write(picture);
                zip.closeEntry();
                count++;
            }
        }
        return size;
    }

    private byte[] draw() throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < ELLIPSES; i++) {
            graphics.setColor(new Color(random.nextInt(LEVELS), random.nextInt(LEVELS), random.nextInt(LEVELS)));
            graphics.fillOval(
                    random.nextInt(SIDE) - SIDE / 4,
                    random.nextInt(SIDE) - SIDE / 4,
                    SIDE / 8 + random.nextInt(SIDE / 3),
                    SIDE / 8 + random.nextInt(SIDE / 3));
        }
        graphics.dispose();
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            int colour = image.getRGB(pixel % SIDE, pixel / SIDE);
            int grain = random.nextInt(GRAIN) - GRAIN / 2;
            image.setRGB(
                    pixel % SIDE,
                    pixel / SIDE,
                    level(colour >> 16, grain) << 16 | level(colour >> 8, grain) << 8 | level(colour, grain));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private static int level(int colour, int grain) {
        return Math.max(0, Math.min(LEVELS - 1, (colour & LEVELS - 1) + grain));
    }
}
