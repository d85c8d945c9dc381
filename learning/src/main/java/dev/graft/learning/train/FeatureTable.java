package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.text.LengthBatches;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Features that were computed before, one line a row: what a head, a nearest neighbour or another classic learner reads,
 * whichever backbones they come from. As {@link InputRows} with {@link #backbone} they are a task of their own.
 */
public final class FeatureTable implements InputRows<NDArray> {

    private static final int BATCH_SIZE = 32;

    private final float[][] lines;

    private FeatureTable(float[][] lines) {
        this.lines = lines;
    }

    /** A table over {@code lines}, all of one length, which are not copied. */
    public static FeatureTable of(float[]... lines) {
        for (float[] line : lines) {
            if (line.length != lines[0].length) {
                throw new IllegalArgumentException(
                        "features must be of one length, not " + lines[0].length + " and " + line.length);
            }
        }
        return new FeatureTable(lines);
    }

    /** The pooled features of all rows, without dropout; {@code manager} lends memory for the computation. */
    public static <B> FeatureTable of(NDManager manager, Backbone<B> backbone, InputRows<B> rows) {
        float[][] lines = new float[rows.size()][];
        try (GradMode off = GradMode.off()) {
            for (int[] batch : LengthBatches.sorted(0, rows.size(), BATCH_SIZE, rows::length)) {
                try (NDManager step = manager.newSubManager()) {
                    float[] flat = backbone.features(rows.batch(step, batch)).toFloatArray();
                    int width = flat.length / batch.length;
                    for (int i = 0; i < batch.length; i++) {
                        lines[batch[i]] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
                    }
                }
            }
        }
        return new FeatureTable(lines);
    }

    /**
     * The features of several backbones side by side. Each backbone's part of a line is brought to a root mean square of
     * its weight, so that none outweighs the others by its scale alone.
     *
     * @param tables of the same rows, at least one
     * @param weights above 0, one a table
     */
    public static FeatureTable fused(List<FeatureTable> tables, double... weights) {
        if (tables.isEmpty() || tables.size() != weights.length) {
            throw new IllegalArgumentException(
                    "fusion needs a weight for each table, not " + weights.length + " for " + tables.size());
        }
        int rows = tables.get(0).size();
        int width = 0;
        for (FeatureTable table : tables) {
            if (table.size() != rows) {
                throw new IllegalArgumentException(
                        "fused tables must be of the same rows, not of " + rows + " and " + table.size());
            }
            width += table.width();
        }
        float[][] lines = new float[rows][width];
        int from = 0;
        for (int i = 0; i < weights.length; i++) {
            tables.get(i).putScaled(lines, from, weights[i]);
            from += tables.get(i).width();
        }
        return new FeatureTable(lines);
    }

    /** Features a line. */
    public int width() {
        return lines[0].length;
    }

    /** The features of a row; not a copy. */
    public float[] line(int row) {
        return lines[row];
    }

    /** A backbone that hands the table's batches on: one stage without weights. */
    public Backbone<NDArray> backbone() {
        return new HandedOn(width());
    }

    @Override
    public int size() {
        return lines.length;
    }

    @Override
    public int length(int row) {
        return 0;
    }

    @Override
    public NDArray batch(NDManager owner, int... rows) {
        FloatBuffer values = FloatBuffer.allocate(rows.length * width());
        for (int row : rows) {
            values.put(lines[row]);
        }
        return owner.create(values.flip(), new Shape(rows.length, width()));
    }

    private void putScaled(float[][] target, int from, double weight) {
        for (int row = 0; row < lines.length; row++) {
            double squares = 0;
            for (float value : lines[row]) {
                squares += (double) value * value;
            }
            double scale = squares == 0 ? 0 : weight / Math.sqrt(squares / width());
            for (int i = 0; i < width(); i++) {
                target[row][from + i] = (float) (scale * lines[row][i]);
            }
        }
    }

    /** The backbone of features that are ready. */
    private record HandedOn(int featureSize) implements Backbone<NDArray> {

        @Override
        public int stages() {
            return 1;
        }

        @Override
        public SortedSet<String> weightNames(int stage) {
            return new TreeSet<>();
        }

        @Override
        public NDArray enter(NDArray batch, float dropout) {
            return batch.duplicate();
        }

        @Override
        public NDArray run(NDArray batch, NDArray activation, int from, int to, float dropout) {
            return activation;
        }

        @Override
        public NDArray pool(NDArray batch, NDArray activation) {
            return activation;
        }
    }
}
