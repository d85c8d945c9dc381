package dev.graft.learning.metrics;

/**
 * How well one class is found: precision, recall and F1 in [0, 1]. A score whose denominator is zero (no row
 * of the class, or none answered with it) is 0.
 *
 * @param label the class's name
 * @param support rows that truly are of this class
 * @param precision share of the rows answered with this class that are of it
 * @param recall share of this class's rows that were answered with it
 * @param f1 harmonic mean of the two
 */
public record ClassScore(String label, long support, double precision, double recall, double f1) {

    static ClassScore of(String label, int index, ConfusionMatrix confusion) {
        return of(label, confusion.support(index), confusion.predicted(index), confusion.correct(index));
    }

    /** The scores behind three counts: rows of the class, rows answered with it, and rows that are both. */
    static ClassScore of(String label, long support, long predicted, long correct) {
        return new ClassScore(
                label,
                support,
                Ratio.of(correct, predicted),
                Ratio.of(correct, support),
                Ratio.of(2.0 * correct, (double) support + predicted));
    }
}
