package dev.graft.learning.labels;

import java.util.stream.Stream;

/**
 * The trusted rows and behind them the batch, checked.
 *
 * @param features {@code (rows, width)}
 * @param labels label of each row
 * @param trusted number of rows before the batch
 * @param labelCount number of labels that there could be
 */
record AllRows(float[][] features, int[] labels, int trusted, int labelCount) {

    /** Throws {@link IllegalArgumentException} naming the first row that is not as it should be. */
    static AllRows of(LabelledRows trusted, LabelledRows batch, int labelCount) {
        float[][] features = Stream.of(trusted.features(), batch.features())
                .flatMap(Stream::of)
                .toArray(float[][]::new);
        int[] labels = new int[features.length];
        System.arraycopy(trusted.labels(), 0, labels, 0, trusted.count());
        System.arraycopy(batch.labels(), 0, labels, trusted.count(), batch.count());
        AllRows rows = new AllRows(features, labels, trusted.count(), labelCount);
        for (int row = 0; row < features.length; row++) {
            rows.check(row);
        }
        return rows;
    }

    int count() {
        return labels.length;
    }

    boolean inBatch(int row) {
        return row >= trusted;
    }

    private void check(int row) {
        if (labels[row] < 0 || labels[row] >= labelCount) {
            throw new IllegalArgumentException(
                    "%s has the label %d, but there are %d labels".formatted(name(row), labels[row], labelCount));
        }
        if (features[row].length != features[0].length || features[row].length == 0) {
            throw new IllegalArgumentException(
                    "%s has %d features, and others %d".formatted(name(row), features[row].length, features[0].length));
        }
        for (float feature : features[row]) {
            if (!Float.isFinite(feature)) {
                throw new IllegalArgumentException("%s has the feature %s".formatted(name(row), feature));
            }
        }
    }

    private String name(int row) {
        return inBatch(row) ? "row " + (row - trusted) + " of the batch" : "trusted row " + row;
    }
}
