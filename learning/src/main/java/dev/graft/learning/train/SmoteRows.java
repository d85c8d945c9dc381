package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.sampling.EqualClasses;
import dev.graft.learning.sampling.Smote;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Features of real rows and, behind them, of rows that SMOTE makes of real ones. A made row takes no memory beyond the
 * numbers of the two that it lies between.
 *
 * @param source of the real rows, in which nothing learns
 * @param real how many there are, for whatever use
 * @param made the others
 */
record SmoteRows(RowFeatures source, int real, List<Smote.Made> made) implements RowFeatures {

    private static final int BATCH_SIZE = 256;

    /**
     * Makes rows of training rows.
     *
     * @param owner lends memory
     * @param train rows, the first of {@code real}
     */
    static SmoteRows of(NDManager owner, RowFeatures source, int train, int real, EqualClasses classes, Random random) {
        float[][] features = new float[train][];
        try (GradMode off = GradMode.off()) {
            for (int start = 0; start < train; start += BATCH_SIZE) {
                int[] rows = IntStream.range(start, Math.min(train, start + BATCH_SIZE))
                        .toArray();
                try (NDManager step = owner.newSubManager()) {
                    float[] flat = source.pooled(step, rows, StageDropout.NONE).toFloatArray();
                    int width = flat.length / rows.length;
                    for (int i = 0; i < rows.length; i++) {
                        features[rows[i]] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
                    }
                }
            }
        }
        return new SmoteRows(source, real, new Smote(Smote.NEIGHBOURS).balance(features, classes, random));
    }

    @Override
    public NDArray pooled(NDManager step, int[] rows, StageDropout dropout) {
        NDArray from = source.pooled(step, Arrays.stream(rows).map(this::from).toArray(), dropout);
        if (Arrays.stream(rows).allMatch(row -> row < real)) {
            return from;
        }
        NDArray to = source.pooled(step, Arrays.stream(rows).map(this::to).toArray(), dropout);
        FloatBuffer gaps = FloatBuffer.allocate(rows.length);
        Arrays.stream(rows)
                .forEach(row -> gaps.put(row < real ? 0 : made.get(row - real).gap()));
        NDArray share = step.create(gaps.flip(), new Shape(rows.length, 1));
        return from.add(to.sub(from).mul(share));
    }

    @Override
    public SmoteRows inPass(long seed) {
        return new SmoteRows(source.inPass(seed), real, made);
    }

    @Override
    public int length(int row) {
        return source.length(from(row));
    }

    private int from(int row) {
        return row < real ? row : made.get(row - real).row();
    }

    private int to(int row) {
        return row < real ? row : made.get(row - real).neighbour();
    }
}
