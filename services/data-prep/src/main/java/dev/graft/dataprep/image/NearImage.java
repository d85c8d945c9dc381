package dev.graft.dataprep.image;

/**
 * The earliest image that another one is near to.
 *
 * @param distance in how many bits their hashes differ
 * @param split where that image went, and where the other must follow
 * @param label of that image
 */
public record NearImage(String imageId, int distance, String split, String label) {
    /** The share of the hashes' bits that are the same, 0 to 1. */
    public double similarity() {
        return 1 - (double) distance / PerceptualHash.BITS;
    }

    /** Whether an image with this label shows the same; otherwise one of the two is wrong. */
    public boolean agreesWith(String otherLabel) {
        return label.equals(otherLabel);
    }
}
