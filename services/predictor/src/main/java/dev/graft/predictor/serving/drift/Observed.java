package dev.graft.predictor.serving.drift;

import dev.graft.predictor.serving.Best;
import dev.graft.predictor.serving.Seen;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model makes of inputs, as far as drift is told by it.
 *
 * @param labels that it answers, one an input
 * @param confidence the probability of each, 0 to 1
 * @param features where it sees them, one row an input
 */
public record Observed(List<String> labels, double[] confidence, float[][] features) {
    static Observed of(List<Seen> parts) {
        List<Best> best = new ArrayList<>();
        List<float[]> features = new ArrayList<>();
        for (Seen part : parts) {
            for (int row = 0; row < part.features().length; row++) {
                best.add(Best.of(part.table(), row));
                features.add(part.features()[row]);
            }
        }
        return new Observed(
                best.stream().map(Best::label).toList(),
                best.stream().mapToDouble(Best::probability).toArray(),
                features.toArray(float[][]::new));
    }

    int rows() {
        return features.length;
    }
}
