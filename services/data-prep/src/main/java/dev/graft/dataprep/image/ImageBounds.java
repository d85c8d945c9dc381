package dev.graft.dataprep.image;

import dev.graft.learning.image.ImageLimits;

/**
 * How large an image may be.
 *
 * @param decoding what a file may cost before it is decoded
 * @param minSide the shortest side, in pixels, from 1
 * @param maxSide the longest side, in pixels, at least {@code minSide}
 */
public record ImageBounds(ImageLimits decoding, int minSide, int maxSide) {
    /** {@link ImageLimits#DEFAULT}, and sides of 16 to 20,000 pixels. */
    public static final ImageBounds DEFAULT = new ImageBounds(ImageLimits.DEFAULT, 16, 20_000);

    public ImageBounds {
        if (minSide < 1 || maxSide < minSide) {
            throw new IllegalArgumentException("sides of " + minSide + " to " + maxSide + " pixels make no sense");
        }
    }
}
