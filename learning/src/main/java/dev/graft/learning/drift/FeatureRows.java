package dev.graft.learning.drift;

import java.util.Arrays;
import java.util.Random;

/** The features of two sides as they come, checked, and seeded samples of them. */
final class FeatureRows {

    private FeatureRows() {}

    /**
     * Throws {@link IllegalArgumentException} unless both sides have at least {@code least} rows, all finite and of one
     * width.
     */
    static void check(float[][] reference, float[][] batch, int least) {
        if (reference.length < least || batch.length < least) {
            throw new IllegalArgumentException("features need at least %d rows on either side, not %d and %d"
                    .formatted(least, reference.length, batch.length));
        }
        int width = reference[0].length;
        for (float[][] side : new float[][][] {reference, batch}) {
            for (float[] row : side) {
                check(row, width);
            }
        }
    }

    private static void check(float[] row, int width) {
        if (row.length != width || width == 0) {
            throw new IllegalArgumentException("a row has %d features, and others %d".formatted(row.length, width));
        }
        for (float feature : row) {
            if (!Float.isFinite(feature)) {
                throw new IllegalArgumentException("a feature must be finite, not " + feature);
            }
        }
    }

    /** At most {@code most} rows, drawn at random where there are more, in their order. */
    static float[][] sample(float[][] rows, int most, Random random) {
        if (rows.length <= most) {
            return rows;
        }
        return Arrays.stream(shuffledStart(rows.length, most, random))
                .sorted()
                .mapToObj(row -> rows[row])
                .toArray(float[][]::new);
    }

    private static int[] shuffledStart(int count, int wanted, Random random) {
        int[] order = new int[count];
        Arrays.setAll(order, row -> row);
        shuffleStart(order, wanted, random);
        return Arrays.copyOf(order, wanted);
    }

    /** Brings a random choice of {@code wanted} entries to the front (Fisher and Yates). */
    static void shuffleStart(int[] order, int wanted, Random random) {
        for (int i = 0; i < wanted; i++) {
            int other = i + random.nextInt(order.length - i);
            int row = order[i];
            order[i] = order[other];
            order[other] = row;
        }
    }

    /** One side's rows, then the other's. */
    static float[][] pooled(float[][] first, float[][] second) {
        float[][] pooled = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, pooled, first.length, second.length);
        return pooled;
    }
}
