package dev.graft.learning.adaptation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The differences of the domains' means, as weights of all rows {@code (differences, rows)}, the source's first: one of all
 * rows, and, where the target's classes have been guessed, one of each class that both have. Their outer products' sum is
 * the matrix M of Long, Wang, Ding, Sun and Yu (ICCV 2013), here divided by its Frobenius norm as in their program.
 */
record Discrepancy(double[][] weights) {

    /** @param guessed classes of the target's rows; absent: the difference of all rows alone (TCA) */
    static Discrepancy of(DomainPair pair, int @Nullable [] guessed) {
        int sources = pair.source().size();
        int targets = pair.target().size();
        int count = pair.source().count();
        List<double[]> differences = new ArrayList<>();
        double[] all = new double[sources + targets];
        // as often as there are classes, so that all rows weigh as much as the classes together
        double root = Math.sqrt(count);
        for (int row = 0; row < all.length; row++) {
            all[row] = row < sources ? root / sources : -root / targets;
        }
        differences.add(all);
        for (int which = 0; guessed != null && which < count; which++) {
            differences.add(ofClass(pair, guessed, which));
        }
        return new Discrepancy(normalised(differences));
    }

    private static double[] ofClass(DomainPair pair, int[] guessed, int which) {
        int[] known = pair.source().classes();
        double[] difference = new double[known.length + guessed.length];
        double sources = 0;
        double targets = 0;
        for (int each : known) {
            sources += each == which ? 1 : 0;
        }
        for (int each : guessed) {
            targets += each == which ? 1 : 0;
        }
        for (int row = 0; row < difference.length; row++) {
            boolean isSource = row < known.length;
            int own = isSource ? known[row] : guessed[row - known.length];
            if (own == which) {
                difference[row] = isSource ? 1 / sources : -1 / targets;
            }
        }
        return difference;
    }

    private static double[][] normalised(List<double[]> differences) {
        double squares = 0;
        for (double[] one : differences) {
            for (double[] other : differences) {
                double product = RowMath.dot(one, other);
                squares += product * product;
            }
        }
        double factor = 1 / Math.pow(squares, 0.25);
        for (double[] difference : differences) {
            for (int i = 0; i < difference.length; i++) {
                difference[i] *= factor;
            }
        }
        return differences.toArray(new double[0][]);
    }
}
