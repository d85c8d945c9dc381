package dev.graft.learning.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made rows of smaller classes, each on the line between two real ones of its class, until all classes have as many as the
 * largest. For numbers whose distances mean something, such as the features of a frozen backbone; only ever for rows that
 * are learnt from.
 *
 * <p>SMOTE (Chawla, Bowyer, Hall and Kegelmeyer, JAIR 2002): a row and one of its k nearest neighbours of the same class, in
 * Euclidean distance, give {@code row + gap · (neighbour − row)}. Choices: the gap is drawn once for a made row, not for each
 * of its numbers, so that it lies on the line; rows take turns in a drawn order, so none is used twice before all were used;
 * a class of k rows or fewer has all its others as neighbours, and one of a single row repeats it. Of classes with more than
 * {@value #MOST_CANDIDATES} rows, neighbours are looked for among so many drawn ones, which bounds the time.
 */
public final class Smote {

    /** The k of the paper. */
    public static final int NEIGHBOURS = 5;

    private static final int MOST_CANDIDATES = 4_096;

    private final int neighbours;

    /** @param neighbours k, at least 1 */
    public Smote(int neighbours) {
        if (neighbours < 1) {
            throw new IllegalArgumentException("SMOTE needs at least one neighbour, not " + neighbours);
        }
        this.neighbours = neighbours;
    }

    /**
     * A row that is to be made.
     *
     * @param row real one that it begins at
     * @param neighbour real one that it points to
     * @param gap how far on the way it lies, from 0 to below 1
     */
    public record Made(int row, int neighbour, float gap) {

        /** Its numbers. */
        public float[] of(float[][] rows) {
            float[] made = rows[row].clone();
            for (int i = 0; i < made.length; i++) {
                made[i] += gap * (rows[neighbour][i] - made[i]);
            }
            return made;
        }
    }

    /**
     * The rows that are missing, class by class, as {@link EqualClasses#missing()} names their classes.
     *
     * @param rows {@code (rows, width)}
     */
    public List<Made> balance(float[][] rows, EqualClasses classes, Random random) {
        List<Made> made = new ArrayList<>();
        for (int which = 0; which < classes.classes(); which++) {
            int missing = classes.missing(which);
            if (missing > 0) {
                make(rows, classes.rows(which), missing, random, made);
            }
        }
        return made;
    }

    private void make(float[][] rows, List<Integer> ofClass, int missing, Random random, List<Made> made) {
        List<Integer> turns = new ArrayList<>(ofClass);
        Collections.shuffle(turns, random);
        List<Integer> candidates = turns.subList(0, Math.min(MOST_CANDIDATES, turns.size()));
        Map<Integer, int[]> nearest = new HashMap<>();
        for (int i = 0; i < missing; i++) {
            int row = turns.get(i % turns.size());
            int[] near = nearest.computeIfAbsent(row, each -> nearest(rows, each, candidates));
            int neighbour = near.length == 0 ? row : near[random.nextInt(near.length)];
            made.add(new Made(row, neighbour, random.nextFloat()));
        }
    }

    /** The nearest candidates other than the row itself, nearest first. */
    private int[] nearest(float[][] rows, int row, List<Integer> candidates) {
        int[] found = new int[neighbours];
        double[] distances = new double[neighbours];
        int count = 0;
        for (int candidate : candidates) {
            double distance = distance(rows[row], rows[candidate]);
            if (candidate == row || (count == neighbours && distance >= distances[count - 1])) {
                continue;
            }
            int place = count < neighbours ? count++ : count - 1;
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

    private static double distance(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double difference = one[i] - other[i];
            sum += difference * difference;
        }
        return sum;
    }
}
