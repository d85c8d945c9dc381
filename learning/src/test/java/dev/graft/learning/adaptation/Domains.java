package dev.graft.learning.adaptation;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import java.util.Random;
import java.util.stream.IntStream;

/** Two domains of three classes in some dimensions, the target's moved. */
final class Domains {

    static final int CLASSES = 3;

    private Domains() {}

    /** Class k lies about 4 along the axes k, k + 3 and so on; the target is moved by {@code shift} along axis 0. */
    static DomainPair shifted(int rows, int width, double shift, long seed) {
        return new DomainPair(
                new LabelledVectors(rows(rows, width, 0, new Random(seed)), truth(rows), CLASSES),
                rows(rows, width, shift, new Random(seed + 1)));
    }

    static int[] truth(int rows) {
        return IntStream.range(0, rows).map(row -> row % CLASSES).toArray();
    }

    static double accuracy(int[] answers) {
        int[] truth = truth(answers.length);
        return IntStream.range(0, truth.length)
                        .filter(row -> truth[row] == answers[row])
                        .count()
                / (double) truth.length;
    }

    private static FeatureVectors rows(int count, int width, double shift, Random random) {
        double[][] rows = new double[count][width];
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < width; i++) {
                rows[row][i] = random.nextGaussian() + (i % CLASSES == row % CLASSES ? 4 : 0) + (i == 0 ? shift : 0);
            }
        }
        return FeatureVectors.of(rows);
    }
}
