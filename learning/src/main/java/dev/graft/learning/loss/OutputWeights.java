package dev.graft.learning.loss;

import dev.graft.learning.strategy.LossOptions;
import java.util.Arrays;
import java.util.List;

/** The weight of each output in the loss. */
public final class OutputWeights {

    private OutputWeights() {}

    /**
     * The weights that the options ask for, counted over the first {@code trainRows} rows. A label without a row weighs
     * 1 in a balanced loss, too: nothing is known about it.
     *
     * @param labels the outputs' names
     * @throws IllegalArgumentException where the options name a label that there is not
     */
    public static double[] of(Truth truth, int trainRows, List<String> labels, LossOptions options) {
        double[] weights = new double[truth.outputs()];
        Arrays.setAll(weights, output -> options.balanced() ? balanced(truth, trainRows, output) : 1);
        options.labelWeights().forEach((label, weight) -> {
            int output = labels.indexOf(label);
            if (output < 0) {
                throw new IllegalArgumentException(
                        "loss.labelWeights names '" + label + "', which is not one of " + labels);
            }
            weights[output] = weight;
        });
        return weights;
    }

    private static double balanced(Truth truth, int trainRows, int output) {
        double with = 0;
        for (int row = 0; row < trainRows; row++) {
            with += truth.target(row, output);
        }
        if (with == 0 || truth instanceof Truth.Numbers) {
            return 1;
        }
        return truth instanceof Truth.Labels
                ? Math.max(1, trainRows - with) / with
                : trainRows / (truth.outputs() * with);
    }
}
