package dev.graft.learning.sampling;

import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import java.util.Random;
import java.util.Set;

/**
 * A change of the rows that are learnt from, so that rare classes count more. There is no public way to apply one: {@link
 * #before} makes it a part of learning, so that in every fold only the rows that are learnt from are changed, and none that
 * is tested is repeated, left out, or a parent of a made row.
 */
public abstract class Resampling {

    Resampling() {}

    abstract LabelledVectors apply(LabelledVectors rows, Random random);

    /** Learns from the changed rows. The same rows and seed give the same classifier. */
    public Learner before(Learner learner, long seed) {
        return rows -> learner.fit(apply(rows, new Random(seed)));
    }

    /** This change, then another. */
    public Resampling then(Resampling next) {
        return new Resampling() {
            @Override
            LabelledVectors apply(LabelledVectors rows, Random random) {
                return next.apply(Resampling.this.apply(rows, random), random);
            }
        };
    }

    /** Rows of smaller classes again until all classes have as many; see {@link EqualClasses#over}. */
    public static Resampling over() {
        return new Chosen(EqualClasses::over);
    }

    /** As many rows of each class as the smallest has; see {@link EqualClasses#under}. */
    public static Resampling under() {
        return new Chosen(EqualClasses::under);
    }

    /** Made rows of smaller classes, on lines between neighbours ({@link Smote}); for numbers only. */
    public static Resampling smote() {
        return new MadeRows(MadeRows.Kind.ALL, Smote.NEIGHBOURS, Set.of());
    }

    /**
     * Made rows only where a smaller class meets others (borderline SMOTE; Han, Wang and Mao, ICIC 2005): rows of which at
     * least half, but not all, of the 10 nearest of all rows are of other classes.
     *
     * @param kind 1: towards neighbours of the same class; 2: every second one towards a neighbour of any class, at most
     *     half the way
     */
    public static Resampling borderlineSmote(int kind) {
        if (kind != 1 && kind != 2) {
            throw new IllegalArgumentException("borderline SMOTE is of kind 1 or 2, not " + kind);
        }
        return new MadeRows(
                kind == 1 ? MadeRows.Kind.BORDERLINE_1 : MadeRows.Kind.BORDERLINE_2, Smote.NEIGHBOURS, Set.of());
    }

    /**
     * Made rows of numbers and codes of words (SMOTE-NC; Chawla et al. 2002): a code that differs counts as the median
     * deviation of the class's numbers, and a made row takes the code that most of its neighbours have.
     *
     * @param nominal columns that hold codes
     */
    public static Resampling smoteNc(Set<Integer> nominal) {
        return new MadeRows(MadeRows.Kind.ALL, Smote.NEIGHBOURS, Set.copyOf(nominal));
    }

    /** Leaves out rows of larger classes that are the nearest of a row of another class, as that is of them (Tomek 1976). */
    public static Resampling withoutTomekLinks() {
        return new Cleaning(0);
    }

    /**
     * Edited nearest neighbours (Wilson 1972): leaves out rows of all but the smallest class of whose k nearest rows one is
     * of another class.
     *
     * @param k at least 1; 3 in the paper
     */
    public static Resampling edited(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("a row needs at least one neighbour, not " + k);
        }
        return new Cleaning(k);
    }
}
