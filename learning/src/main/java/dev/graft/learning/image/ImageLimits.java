package dev.graft.learning.image;

import dev.graft.learning.image.UnreadableImage.Fault;

/**
 * What a picture may cost before it is decoded; decoding takes about 6 bytes a pixel.
 *
 * @param maxBytes of the file, at least 1
 * @param maxPixels width times height as the file's header states them, at least 1
 */
public record ImageLimits(int maxBytes, int maxPixels) {

    /** 32 MiB and 50 million pixels: any camera's picture, no decompression bomb. */
    public static final ImageLimits DEFAULT = new ImageLimits(32 << 20, 50_000_000);

    public ImageLimits {
        if (maxBytes < 1 || maxPixels < 1 || maxPixels > Integer.MAX_VALUE / RgbImage.CHANNELS) {
            throw new IllegalArgumentException(
                    "limits of " + maxBytes + " bytes and " + maxPixels + " pixels make no sense");
        }
    }

    void checkBytes(long bytes) throws UnreadableImage {
        if (bytes > maxBytes) {
            throw new UnreadableImage(
                    Fault.BEYOND_LIMITS, "the file has " + bytes + " bytes; at most " + maxBytes + " are read");
        }
    }

    void checkPixels(long width, long height) throws UnreadableImage {
        if (width < 1 || height < 1) {
            throw new UnreadableImage(Fault.BROKEN, "the file states a size of " + width + "x" + height + " pixels");
        }
        if (width > maxPixels / height) {
            throw new UnreadableImage(
                    Fault.BEYOND_LIMITS,
                    "the picture has " + width + "x" + height + " pixels; at most " + maxPixels + " are decoded");
        }
    }
}
