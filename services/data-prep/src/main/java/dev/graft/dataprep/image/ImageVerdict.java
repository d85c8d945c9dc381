package dev.graft.dataprep.image;

import dev.graft.learning.image.RgbImage;

/** What looking at one image came to. */
public sealed interface ImageVerdict {
    /**
     * An image to learn from.
     *
     * @param imageId 32 hexadecimal digits: the first half of the SHA-256 of the file
     * @param picture upright
     * @param hash by which near images are found
     */
    record Fit(String imageId, RgbImage picture, PerceptualHash hash) implements ImageVerdict {}

    /**
     * An image that breaks a rule.
     *
     * @param rule its name
     * @param reason why, and how to mend it
     * @param value what breaks it
     */
    record Unfit(String rule, String reason, String value) implements ImageVerdict {}
}
