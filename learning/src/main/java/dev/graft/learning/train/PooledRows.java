package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.backbone.RowDraw;
import dev.graft.learning.device.GradMode;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Features of an encoder in which nothing learns: one cached line (E) an input and, where rows are augmented, one for each
 * of its copies. A pass sees each row in one of its versions, as it is among them, drawn anew.
 */
final class PooledRows implements RowFeatures {

    private final RowLines table;
    private final long[][] places;
    private final @Nullable Long seed;

    private PooledRows(RowLines table, long[][] places, @Nullable Long seed) {
        this.table = table;
        this.places = places;
        this.seed = seed;
    }

    /**
     * Rows in one version.
     *
     * @param source computes their features
     * @param batches in which it does so
     */
    record Version(RowFeatures source, List<int[]> batches) {
        int rows() {
            return batches.stream().mapToInt(batch -> batch.length).sum();
        }
    }

    /**
     * Fills the cache, which belongs to {@code owner}.
     *
     * @param versions all rows as they are, then the copies of those that are learnt from
     * @param done hears the size of each batch
     */
    static PooledRows of(NDManager owner, List<Version> versions, Consumer<Integer> done) {
        int rows = versions.get(0).rows();
        long lines = 1 + versions.stream().mapToLong(Version::rows).sum();
        long[][] places = new long[versions.size()][rows];
        LinesInMemory table = null;
        long next = 1;
        try (GradMode off = GradMode.off()) {
            for (int version = 0; version < versions.size(); version++) {
                for (int[] batch : versions.get(version).batches()) {
                    for (int row : batch) {
                        places[version][row] = next++;
                    }
                    try (NDManager step = owner.newSubManager()) {
                        NDArray pooled = versions.get(version).source().pooled(step, batch, StageDropout.NONE);
                        if (table == null) {
                            Shape line = pooled.getShape().slice(1);
                            table = new LinesInMemory(owner, new LineExtent(lines, line));
                        }
                        table.append(pooled);
                    }
                    done.accept(batch.length);
                }
            }
        }
        return new PooledRows(Objects.requireNonNull(table), places, null);
    }

    @Override
    public NDArray pooled(NDManager step, int[] rows, StageDropout dropout) {
        long[] lines = new long[rows.length];
        int[] one = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            lines[i] = places[version(rows[i])][rows[i]];
            one[i] = 1;
        }
        return table.runs(step, lines, one, 1).squeeze(1);
    }

    @Override
    public RowFeatures inPass(long seed) {
        return places.length == 1 ? this : new PooledRows(table, places, seed);
    }

    @Override
    public int length(int row) {
        return 1;
    }

    private int version(int row) {
        Long drawn = seed;
        return drawn == null ? 0 : new RowDraw(drawn, row).forStep(0).nextInt(places.length);
    }
}
