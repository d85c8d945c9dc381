package dev.graft.learning.sampling;

import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * A remedy that the classes' distribution speaks for, tried on rows that were not learnt from, and refused where it hurts.
 *
 * <p>What speaks for it: a largest class of three times the smallest or more. Classes of fewer than 6 rows have no neighbours
 * to make rows from, and rows that are mostly zeros no lines between them: class weights; a smallest class of 200 rows or
 * more beside 20 times as many: balanced bagging, which is the cheapest; else SMOTE. Tried: out-of-fold answers with and
 * without it, and a bootstrap of the difference in merit. It is refused unless the merit rises by more than the difference's
 * standard error.
 *
 * @param recommended by the distribution alone
 * @param kept the same, or {@link Remedy#NONE}
 * @param plain merit without it, out of fold; NaN where nothing was tried
 * @param with merit with it
 * @param error standard error of the difference
 * @param reason for a person, without a full stop
 */
public record RemedyAdvice(Remedy recommended, Remedy kept, double plain, double with, double error, String reason) {

    private static final double UNEVEN_FROM = 3;
    private static final int FEWEST_FOR_NEIGHBOURS = 6;
    private static final int ENOUGH_FOR_BAGS = 200;
    private static final double VERY_UNEVEN_FROM = 20;
    private static final int RESAMPLES = 200;

    /**
     * Advises for a learner.
     *
     * @param rows that are learnt from, no others
     * @param merit that the task is judged by
     */
    public static RemedyAdvice of(LabelledVectors rows, Learner learner, Merit merit, long seed) {
        int[] present =
                Arrays.stream(rows.counts()).filter(count -> count > 0).sorted().toArray();
        double ratio = (double) present[present.length - 1] / present[0];
        if (present.length < 2 || ratio < UNEVEN_FROM) {
            return new RemedyAdvice(
                    Remedy.NONE,
                    Remedy.NONE,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    String.format(Locale.ROOT, "the largest class has %.1f times the rows of the smallest", ratio));
        }
        Remedy remedy = recommended(rows, present[0], ratio);
        int[] without = answers(learner, rows, seed);
        int[] with = answers(remedy.around(learner, seed), rows, seed);
        double before = merit.of(without, rows.classes(), rows.count());
        double after = merit.of(with, rows.classes(), rows.count());
        double error = error(without, with, rows, merit, seed);
        boolean helps = after - before > error;
        return new RemedyAdvice(
                remedy,
                helps ? remedy : Remedy.NONE,
                before,
                after,
                error,
                String.format(
                        Locale.ROOT,
                        "the largest class has %.1f times the rows of the smallest; %s with %s is %.3f instead of %.3f"
                                + " (± %.3f) on rows that were not learnt from%s",
                        ratio,
                        merit,
                        remedy,
                        after,
                        before,
                        error,
                        helps ? "" : ", so it is refused"));
    }

    private static Remedy recommended(LabelledVectors rows, int smallest, double ratio) {
        // each fold learns from four fifths of them
        if (!rows.rows().isDense() || smallest * 4 / 5 < FEWEST_FOR_NEIGHBOURS) {
            return Remedy.CLASS_WEIGHTS;
        }
        return smallest >= ENOUGH_FOR_BAGS && ratio >= VERY_UNEVEN_FROM ? Remedy.BALANCED_BAGGING : Remedy.SMOTE;
    }

    private static int[] answers(Learner learner, LabelledVectors rows, long seed) {
        return Arrays.stream(OutOfFold.probabilities(learner, rows, seed))
                .mapToInt(Classifier::best)
                .toArray();
    }

    private static double error(int[] without, int[] with, LabelledVectors rows, Merit merit, long seed) {
        Random random = new Random(seed);
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < RESAMPLES; draw++) {
            int[] chosen = random.ints(rows.size(), 0, rows.size()).toArray();
            int[] truth = Arrays.stream(chosen).map(row -> rows.classes()[row]).toArray();
            double difference = merit.of(
                            Arrays.stream(chosen).map(row -> with[row]).toArray(), truth, rows.count())
                    - merit.of(Arrays.stream(chosen).map(row -> without[row]).toArray(), truth, rows.count());
            sum += difference;
            squares += difference * difference;
        }
        double mean = sum / RESAMPLES;
        return Math.sqrt(Math.max(0, squares / RESAMPLES - mean * mean));
    }
}
