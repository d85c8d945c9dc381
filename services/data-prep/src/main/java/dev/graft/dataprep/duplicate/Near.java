package dev.graft.dataprep.duplicate;

/**
 * The earliest row that a text is near to.
 *
 * @param similarity the estimated Jaccard similarity, from the threshold to 1
 * @param split where that row went, and where the text's row must follow
 * @param label of that row
 */
public record Near(String rowId, double similarity, String split, String label) {
    /** Whether a row with this label says the same; otherwise one of the two is wrong. */
    public boolean agreesWith(String otherLabel) {
        return label.equals(otherLabel);
    }
}
