package dev.graft.dataprep.image;

import dev.graft.learning.image.ImageLimits;

/**
 * What an image must be like.
 *
 * @param decoding what a file may cost before it is decoded
 * @param minSide the shortest side, in pixels, from 1
 * @param maxSide the longest side, in pixels, at least {@code minSide}
 * @param channels what it must show
 */
public record ImageBounds(ImageLimits decoding, int minSide, int maxSide, Channels channels) {
    /** {@link ImageLimits#DEFAULT}, sides of 16 to 20,000 pixels, colour or grey. */
    public static final ImageBounds DEFAULT = new ImageBounds(ImageLimits.DEFAULT, 16, 20_000);

    /** What a picture shows. */
    public enum Channels {
        EITHER,
        COLOUR,
        GREY
    }

    /** Colour or grey. */
    public ImageBounds(ImageLimits decoding, int minSide, int maxSide) {
        this(decoding, minSide, maxSide, Channels.EITHER);
    }

    public ImageBounds {
        if (minSide < 1 || maxSide < minSide) {
            throw new IllegalArgumentException("sides of " + minSide + " to " + maxSide + " pixels make no sense");
        }
    }
}
