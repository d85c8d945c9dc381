package dev.graft.learning.significance;

import dev.graft.learning.metrics.Predictions;
import java.util.BitSet;

/**
 * The answers of two models to the same rows, in one numbering of the classes.
 *
 * @param truth class of each row {@code (rows)}; each in [0, classes)
 * @param champion probabilities {@code (rows, classes)}; not copied, nobody changes them
 * @param challenger probabilities {@code (rows, classes)}; not copied, nobody changes them
 * @param classes how many there are
 */
@SuppressWarnings("ArrayRecordComponent") // Carries large tables to one computation; never compared.
public record PairedRows(int[] truth, float[][] champion, float[][] challenger, int classes) {

    /** Throws {@link IllegalArgumentException} if the models answer other rows, or a row has no such class. */
    public PairedRows {
        if (truth.length != champion.length || truth.length != challenger.length) {
            throw new IllegalArgumentException("%d rows, but %d answers of the champion and %d of the challenger"
                    .formatted(truth.length, champion.length, challenger.length));
        }
        for (int row = 0; row < truth.length; row++) {
            if (truth[row] < 0 || truth[row] >= classes) {
                throw new IllegalArgumentException(
                        "row %d is of class %d, but there are %d classes".formatted(row, truth[row], classes));
            }
        }
    }

    /** How many rows there are. */
    public int size() {
        return truth.length;
    }

    /** These rows alone, in their order. */
    public PairedRows of(BitSet rows) {
        int[] wanted = rows.stream().filter(row -> row < truth.length).toArray();
        int[] classOf = new int[wanted.length];
        float[][] before = new float[wanted.length][];
        float[][] after = new float[wanted.length][];
        for (int at = 0; at < wanted.length; at++) {
            classOf[at] = truth[wanted[at]];
            before[at] = champion[wanted[at]];
            after[at] = challenger[wanted[at]];
        }
        return new PairedRows(classOf, before, after, classes);
    }

    /** What the champion answers {@code (rows)}. */
    public int[] championPredictions() {
        return Predictions.mostProbable(champion);
    }

    /** What the challenger answers {@code (rows)}. */
    public int[] challengerPredictions() {
        return Predictions.mostProbable(challenger);
    }
}
