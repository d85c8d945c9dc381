package dev.graft.learning.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Seeded choices of rows that keep the labels' shares. */
public final class StratifiedRows {

    private StratifiedRows() {}

    /**
     * At most {@code most} rows, ascending, dealt out to the labels by their shares; while there is room, every label
     * keeps at least two.
     */
    public static int[] sample(int[] labels, int most, Random random) {
        int[] order = interleaved(labels, random);
        int[] chosen = Arrays.copyOf(order, Math.min(most, order.length));
        Arrays.sort(chosen);
        return chosen;
    }

    /** The fold of each row, 0 to {@code folds - 1}: a label's rows are spread as evenly as can be, and so are all rows. */
    public static int[] folds(int[] labels, int folds, Random random) {
        int[] fold = new int[labels.length];
        int next = 0;
        for (List<Integer> rows : shuffledByLabel(labels, random).values()) {
            for (int row : rows) {
                fold[row] = next++ % folds;
            }
        }
        return fold;
    }

    /** The rows of each label in a random order. */
    static SortedMap<Integer, List<Integer>> shuffledByLabel(int[] labels, Random random) {
        SortedMap<Integer, List<Integer>> byLabel = new TreeMap<>();
        for (int row = 0; row < labels.length; row++) {
            byLabel.computeIfAbsent(labels[row], label -> new ArrayList<>()).add(row);
        }
        byLabel.values().forEach(rows -> Collections.shuffle(rows, random));
        return byLabel;
    }

    /**
     * All rows in an order of which every beginning has the labels' shares: row i of n of a label comes at (i + ½) / n, but
     * the first two of each label come before all others.
     */
    private static int[] interleaved(int[] labels, Random random) {
        record Place(double at, int row) {}
        List<Place> places = new ArrayList<>(labels.length);
        for (List<Integer> rows : shuffledByLabel(labels, random).values()) {
            for (int i = 0; i < rows.size(); i++) {
                double at = i < 2 ? i - 2 : (i + 0.5) / rows.size();
                places.add(new Place(at, rows.get(i)));
            }
        }
        places.sort((left, right) -> Double.compare(left.at(), right.at()));
        return places.stream().mapToInt(Place::row).toArray();
    }
}
