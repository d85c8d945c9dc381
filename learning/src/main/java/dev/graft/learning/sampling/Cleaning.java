package dev.graft.learning.sampling;

import dev.graft.learning.classic.LabelledVectors;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Rows left out because of their neighbours: Tomek's links, or edited nearest neighbours. Never empties a class. */
final class Cleaning extends Resampling {

    /** 0: Tomek's links. */
    private final int k;

    Cleaning(int k) {
        this.k = k;
    }

    @Override
    LabelledVectors apply(LabelledVectors rows, Random random) {
        Neighbours near = new Neighbours(rows, Set.of(), 0);
        int[] all =
                Neighbours.candidates(IntStream.range(0, rows.size()).boxed().toList(), random);
        int[][] nearest = IntStream.range(0, rows.size())
                .mapToObj(row -> near.nearest(row, all, Math.max(1, k)))
                .toArray(int[][]::new);
        int[] counts = rows.counts();
        int[] left = counts.clone();
        int[] kept = IntStream.range(0, rows.size())
                .filter(row -> {
                    boolean isOut = k == 0 ? isLink(rows, counts, nearest, row) : isEdited(rows, counts, nearest, row);
                    int own = rows.classes()[row];
                    return !isOut || left[own] == 1 || left[own]-- < 0;
                })
                .toArray();
        return rows.rows(kept);
    }

    /** Of a link the row of the larger class goes; of equally large ones both stay. */
    private static boolean isLink(LabelledVectors rows, int[] counts, int[][] nearest, int row) {
        if (nearest[row].length == 0) {
            return false;
        }
        int other = nearest[row][0];
        return nearest[other].length > 0
                && nearest[other][0] == row
                && counts[rows.classes()[row]] > counts[rows.classes()[other]];
    }

    private static boolean isEdited(LabelledVectors rows, int[] counts, int[][] nearest, int row) {
        int own = rows.classes()[row];
        int smallest = IntStream.of(counts).filter(count -> count > 0).min().orElse(0);
        return counts[own] > smallest && IntStream.of(nearest[row]).anyMatch(each -> rows.classes()[each] != own);
    }
}
