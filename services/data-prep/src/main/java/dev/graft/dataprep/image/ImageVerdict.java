package dev.graft.dataprep.image;

/** What looking at one image came to. */
public sealed interface ImageVerdict {
    /**
     * An image to learn from.
     *
     * @param imageId 32 hexadecimal digits: the first half of the SHA-256 of the file
     * @param width in pixels, of the upright picture
     * @param height in pixels, of the upright picture
     * @param hash by which near images are found
     */
    record Fit(String imageId, int width, int height, PerceptualHash hash) implements ImageVerdict {}

    /**
     * An image that breaks a rule.
     *
     * @param rule its name
     * @param reason why, and how to mend it
     * @param value what breaks it
     */
    record Unfit(String rule, String reason, String value) implements ImageVerdict {}
}
