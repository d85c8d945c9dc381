package dev.graft.learning.gate;

import java.util.BitSet;

/**
 * How two models differ row by row: the rows on which exactly one of them is right. Rows on which both are right
 * or both are wrong say nothing about which is better.
 *
 * @param onlyChampionRight rows the champion answers rightly and the challenger wrongly
 * @param onlyChallengerRight rows the challenger answers rightly and the champion wrongly
 */
public record PairedOutcomes(long onlyChampionRight, long onlyChallengerRight) {

    /** Throws {@link IllegalArgumentException} if a count is negative. */
    public PairedOutcomes {
        if (onlyChampionRight < 0 || onlyChallengerRight < 0) {
            throw new IllegalArgumentException("a count of rows is not negative");
        }
    }

    /** Compares the answers of both models; the arrays hold class indices of the same rows in the same numbering. */
    public static PairedOutcomes of(int[] truth, int[] champion, int[] challenger) {
        BitSet every = new BitSet();
        every.set(0, truth.length);
        return of(truth, champion, challenger, every);
    }

    /** Compares the answers of both models to some rows. */
    static PairedOutcomes of(int[] truth, int[] champion, int[] challenger, BitSet rows) {
        if (truth.length != champion.length || truth.length != challenger.length) {
            throw new IllegalArgumentException("truth, champion and challenger must answer the same rows");
        }
        long onlyChampion = 0;
        long onlyChallenger = 0;
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            boolean championRight = champion[row] == truth[row];
            boolean challengerRight = challenger[row] == truth[row];
            onlyChampion += championRight && !challengerRight ? 1 : 0;
            onlyChallenger += challengerRight && !championRight ? 1 : 0;
        }
        return new PairedOutcomes(onlyChampion, onlyChallenger);
    }

    /** Rows on which exactly one model is right. */
    public long disagreements() {
        return onlyChampionRight + onlyChallengerRight;
    }

    /** One-sided p-value, in (0, 1], of so many rows for the challenger if it were no better. */
    public double pValueOfBetter() {
        return ExactMcNemar.upperTail(onlyChallengerRight, onlyChampionRight);
    }

    /** Two-sided p-value, in (0, 1], of seeing so uneven a split if the models were equally good. */
    public double pValue() {
        return ExactMcNemar.pValue(onlyChampionRight, onlyChallengerRight);
    }
}
