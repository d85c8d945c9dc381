package dev.graft.benchmarks.duplicates;

import dev.graft.benchmarks.duplicates.RealRows.Row;
import dev.graft.dataprep.duplicate.Shingles;
import java.util.List;

/** The exact truth: the shingles of rows, each compared with those of every row before it. */
final class AllPairs {
    private final List<Shingles> shingles;
    private final boolean[] near;

    AllPairs(List<Row> rows, double threshold) {
        this.shingles = rows.stream().map(row -> Shingles.of(row.text())).toList();
        this.near = new boolean[rows.size()];
        int[] sizes = shingles.stream().mapToInt(Shingles::size).toArray();
        for (int row = 0; row < near.length; row++) {
            near[row] = hasNear(row, sizes, threshold);
        }
    }

    /** Sets of too different sizes cannot be near. */
    private boolean hasNear(int row, int[] sizes, double threshold) {
        for (int other = 0; other < row; other++) {
            if (Math.min(sizes[row], sizes[other]) >= threshold * Math.max(sizes[row], sizes[other])
                    && similarity(row, other) >= threshold) {
                return true;
            }
        }
        return false;
    }

    double similarity(int row, int other) {
        return shingles.get(row).jaccard(shingles.get(other));
    }

    Shingles shingles(int row) {
        return shingles.get(row);
    }

    /** Whether an earlier row is near to this one. */
    boolean isNear(int row) {
        return near[row];
    }

    int rows() {
        return near.length;
    }
}
