package dev.graft.learning.labels;

/**
 * Rows of a data set with the labels that they came with. The arrays are not copied and must not change meanwhile.
 *
 * @param features {@code (rows, width)}, finite: what a frozen backbone makes of each row
 * @param labels index of each row's label
 */
public record LabelledRows(float[][] features, int[] labels) {

    /** Throws {@link IllegalArgumentException} unless there is one label for each row. */
    public LabelledRows {
        if (features.length != labels.length) {
            throw new IllegalArgumentException(
                    "%d rows of features but %d labels".formatted(features.length, labels.length));
        }
    }

    /** No rows. */
    public static LabelledRows none() {
        return new LabelledRows(new float[0][], new int[0]);
    }

    /** Number of rows. */
    public int count() {
        return labels.length;
    }
}
