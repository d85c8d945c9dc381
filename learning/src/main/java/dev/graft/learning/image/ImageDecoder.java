package dev.graft.learning.image;

import dev.graft.learning.image.UnreadableImage.Fault;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads JPEG and PNG files as {@link RgbImage}, upright by their EXIF orientation; safe for many threads.
 *
 * <p>Size and wholeness are checked before anything is decoded. Levels are those of the Python imaging library's
 * {@code convert("RGB")}: embedded colour profiles are not applied, grey is repeated, alpha is dropped, 16-bit levels
 * keep their high byte, CMYK becomes {@code (1 - C)(1 - K)}. Everything else fails with {@link UnreadableImage}.
 */
public final class ImageDecoder {

    /** How the platform's reader begins to say that data is missing or makes no sense. */
    private static final String GUESSED = "Corrupt JPEG data";

    private final ImageLimits limits;
    private final boolean strict;

    /** A decoder that shows as much as there is: where a JPEG's data is broken, the reader goes on as well as it can. */
    public ImageDecoder(ImageLimits limits) {
        this(limits, false);
    }

    private ImageDecoder(ImageLimits limits, boolean strict) {
        this.limits = limits;
        this.strict = strict;
    }

    /**
     * A decoder that refuses a JPEG of whose data a part is missing or makes no sense, which the other one shows with grey
     * or shifted parts. Of 396 photos it took all whole ones, 51 of those with 512 bytes in the middle set to zero, and none
     * that ended early with a proper end marker; the other one took all of these. Stray bytes before a marker, which a few
     * cameras write, are refused too.
     */
    public static ImageDecoder strict(ImageLimits limits) {
        return new ImageDecoder(limits, true);
    }

    /** Decodes a file's content. */
    public RgbImage decode(byte[] file) throws UnreadableImage {
        limits.checkBytes(file.length);
        if (JpegStructure.recognises(file)) {
            return jpeg(file);
        }
        if (PngStructure.recognises(file)) {
            return png(file);
        }
        throw new UnreadableImage(Fault.UNKNOWN_FORMAT, "the file is neither JPEG nor PNG");
    }

    /**
     * Reads and decodes a file.
     *
     * @throws UnreadableImage with the file's name, where its content is at fault
     * @throws IOException where it cannot be read
     */
    public RgbImage decode(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            limits.checkBytes(Files.size(file));
            return decode(in.readNBytes(limits.maxBytes()));
        } catch (UnreadableImage e) {
            throw new UnreadableImage(e.fault(), file + ": " + e.getMessage(), e);
        }
    }

    private RgbImage jpeg(byte[] file) throws UnreadableImage {
        JpegStructure structure = JpegStructure.of(file);
        limits.checkPixels(structure.width(), structure.height());
        byte[] plain = structure.withoutProfile();
        RgbImage picture = structure.components() == 4
                ? CmykPixels.of(decoded("jpeg", plain, ImageDecoder::raster), structure.colourTransform())
                : RasterPixels.of(decoded("jpeg", plain, reader -> reader.read(0)));
        return structure.hasExif() ? Orientation.ofExif(file).upright(picture) : picture;
    }

    private RgbImage png(byte[] file) throws UnreadableImage {
        PngStructure structure = PngStructure.of(file);
        limits.checkPixels(structure.width(), structure.height());
        RgbImage picture = RasterPixels.of(decoded("png", structure.pixelsOnly(), reader -> reader.read(0)));
        return structure.hasExif() ? Orientation.ofExif(file).upright(picture) : picture;
    }

    private static Raster raster(ImageReader reader) throws IOException {
        return reader.readRaster(0, reader.getDefaultReadParam());
    }

    /** What the platform's reader makes of {@code file}. */
    private interface Step<T> {
        T read(ImageReader reader) throws IOException;
    }

    private <T> T decoded(String format, byte[] file, Step<T> step) throws UnreadableImage {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        List<String> guesses = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> {
            if (strict && guesses.isEmpty() && warning.startsWith(GUESSED)) {
                guesses.add(warning);
            }
        });
        T picture;
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            picture = step.read(reader);
        } catch (IOException | RuntimeException e) {
            // The platform's readers meet broken files with runtime exceptions of many kinds.
            throw new UnreadableImage(Fault.BROKEN, "the " + format.toUpperCase(Locale.ROOT) + " data is broken", e);
        } finally {
            reader.dispose();
        }
        if (!guesses.isEmpty()) {
            throw new UnreadableImage(Fault.BROKEN, "the JPEG data is broken: " + guesses.get(0));
        }
        return picture;
    }
}
