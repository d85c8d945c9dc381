package dev.graft.learning.sampling;

import dev.graft.learning.classic.LabelledVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The nearest rows of a row by Euclidean distance, to which each column of codes that differs adds a fixed square. Of more
 * than {@value #MOST_CANDIDATES} candidates the nearest of so many drawn ones are found, which bounds the time.
 */
final class Neighbours {

    static final int MOST_CANDIDATES = 20_000;
    /** 512 MB. */
    private static final long MOST_NUMBERS = 64L << 20;

    private final double[][] rows;
    private final boolean[] nominal;
    private final double square;

    Neighbours(LabelledVectors labelled, Set<Integer> nominal, double square) {
        if ((long) labelled.size() * labelled.rows().width() > MOST_NUMBERS) {
            throw new IllegalArgumentException(
                    labelled.size() + " rows of " + labelled.rows().width()
                            + " features are too many for neighbours; remedy: class weights, which need none");
        }
        this.rows = labelled.rows().toRows();
        this.nominal = new boolean[labelled.rows().width()];
        for (int column : nominal) {
            if (column < 0 || column >= this.nominal.length) {
                throw new IllegalArgumentException(
                        "there is no column " + column + " of codes in " + this.nominal.length + " columns");
            }
            this.nominal[column] = true;
        }
        this.square = square;
    }

    double[] row(int row) {
        return rows[row];
    }

    boolean isNominal(int column) {
        return nominal[column];
    }

    static int[] candidates(List<Integer> all, Random random) {
        List<Integer> drawn = new ArrayList<>(all);
        if (all.size() > MOST_CANDIDATES) {
            Collections.shuffle(drawn, random);
        }
        return drawn.stream().limit(MOST_CANDIDATES).mapToInt(Integer::intValue).toArray();
    }

    /** At most k candidates other than the row itself, nearest first; of equally near ones the earlier candidate. */
    int[] nearest(int row, int[] candidates, int k) {
        int[] found = new int[k];
        double[] distances = new double[k];
        int count = 0;
        for (int candidate : candidates) {
            double most = count < k ? Double.POSITIVE_INFINITY : distances[k - 1];
            double distance = candidate == row ? Double.POSITIVE_INFINITY : distance(rows[row], rows[candidate], most);
            if (distance >= most) {
                continue;
            }
            int place = count < k ? count++ : k - 1;
            while (place > 0 && distances[place - 1] > distance) {
                distances[place] = distances[place - 1];
                found[place] = found[place - 1];
                place--;
            }
            distances[place] = distance;
            found[place] = candidate;
        }
        return Arrays.copyOf(found, count);
    }

    /** The squared distance, or any number from {@code most} on where it is no less. */
    private double distance(double[] one, double[] other, double most) {
        double sum = 0;
        for (int i = 0; i < one.length && sum < most; i++) {
            double difference = one[i] - other[i];
            sum += !nominal[i] ? difference * difference : difference == 0 ? 0 : square;
        }
        return sum;
    }
}
