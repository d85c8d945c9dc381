package dev.graft.learning.train;

import java.util.stream.IntStream;

/**
 * Which rows of a task are for what: training rows come first, then validation rows, then earlier ones, then those without an
 * answer.
 *
 * @param train rows that the weights learn from, at least 1
 * @param validation rows that early stopping watches, at least 1
 * @param earlier rows of earlier batches, of which each pass replays some
 * @param unlabelled rows of another domain, without answers, to which a domain adaptation brings the features
 */
public record RowSplit(int train, int validation, int earlier, int unlabelled) {

    public RowSplit {
        if (train < 1 || validation < 1 || earlier < 0 || unlabelled < 0) {
            throw new IllegalArgumentException(
                    "a run needs rows to train on and rows to validate on, not " + train + " and " + validation);
        }
    }

    /** Rows that all have answers. */
    public RowSplit(int train, int validation, int earlier) {
        this(train, validation, earlier, 0);
    }

    int rows() {
        return labelled() + unlabelled;
    }

    /** The rows with answers, and the number of the first one without. */
    int labelled() {
        return train + validation + earlier;
    }

    int[] trainRows() {
        return IntStream.range(0, train).toArray();
    }

    /** The number of the first earlier row. */
    int firstEarlier() {
        return train + validation;
    }
}
