package dev.graft.contracts.document;

import org.jspecify.annotations.Nullable;

/**
 * A row of a data set.
 *
 * @param rowId of texts the hash of what they say, so that the same have the same id in every batch; of a picture
 *     the beginning of its file's SHA-256; of numbers the hash of them
 * @param label its class, or {@value #UNLABELLED} of a row without one
 * @param split {@code train}, {@code validation} or {@code test}; a function of {@code rowId} and so fixed for good
 * @param batchId the batch that brought it first
 * @param dataSource of the task's data sources the one that it came from; null: it came in the task's own columns
 */
public record DatasetRow(
        String rowId,
        RowContent content,
        String label,
        String split,
        String batchId,
        @Nullable String dataSource) {

    /** In the place of a label: the row has none. No label is empty. */
    public static final String UNLABELLED = "";

    /** A text. */
    public DatasetRow(
            String rowId, String text, String label, String split, String batchId, @Nullable String dataSource) {
        this(rowId, new RowContent.Text(text), label, split, batchId, dataSource);
    }

    /** A text that came in the task's own columns. */
    public DatasetRow(String rowId, String text, String label, String split, String batchId) {
        this(rowId, text, label, split, batchId, null);
    }

    /** The same row with its content from elsewhere. */
    public DatasetRow with(RowContent other) {
        return new DatasetRow(rowId, other, label, split, batchId, dataSource);
    }

    /**
     * The row's text, or two.
     *
     * @throws IllegalStateException when it holds something else
     */
    public RowContent.Text texts() {
        if (content instanceof RowContent.Text text) {
            return text;
        }
        throw new IllegalStateException("row " + rowId + " holds no text");
    }

    /**
     * The row's text, or the first of two.
     *
     * @throws IllegalStateException when it holds something else
     */
    public String text() {
        return texts().text();
    }

    /**
     * The row's picture.
     *
     * @throws IllegalStateException when it holds something else
     */
    public RowContent.Image image() {
        if (content instanceof RowContent.Image image) {
            return image;
        }
        throw new IllegalStateException("row " + rowId + " holds no picture");
    }

    /**
     * The row's numbers.
     *
     * @throws IllegalStateException when it holds something else
     */
    public RowContent.Numbers numbers() {
        if (content instanceof RowContent.Numbers numbers) {
            return numbers;
        }
        throw new IllegalStateException("row " + rowId + " holds no numbers");
    }
}
