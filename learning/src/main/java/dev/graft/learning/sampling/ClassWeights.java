package dev.graft.learning.sampling;

import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import java.util.stream.IntStream;

/**
 * Learns with each row weighed by {@code rows / (classes with rows · rows of its class)}, so that all classes weigh the same
 * and the mean weight is 1 (King and Zeng 2001; scikit-learn's "balanced"). Needs no neighbours, so it suits texts too.
 */
public record ClassWeights(Learner learner) implements Learner {

    @Override
    public Classifier fit(LabelledVectors rows) {
        int[] counts = rows.counts();
        long present = IntStream.of(counts).filter(count -> count > 0).count();
        double[] weights = IntStream.range(0, rows.size())
                .mapToDouble(
                        row -> rows.weights()[row] * rows.size() / (present * (double) counts[rows.classes()[row]]))
                .toArray();
        return learner.fit(rows.withWeights(weights));
    }
}
