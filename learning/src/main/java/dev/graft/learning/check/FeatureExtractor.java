package dev.graft.learning.check;

/** What a frozen backbone makes of the target's training rows, of whatever kind they are. */
@FunctionalInterface
public interface FeatureExtractor {

    /**
     * The pooled features of some rows, {@code (rows, features)}: finite, every row as long as the others, and a row's
     * features the same whatever other rows are asked for.
     *
     * @param rows numbers of training rows
     */
    float[][] extract(int[] rows);
}
