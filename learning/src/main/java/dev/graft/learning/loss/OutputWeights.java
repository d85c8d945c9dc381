package dev.graft.learning.loss;

import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.LossOptions;
import dev.graft.learning.strategy.Sampling;
import java.util.Arrays;
import java.util.List;

/** The weight of each output in the loss. */
public final class OutputWeights {

    private OutputWeights() {}

    /**
     * The weights of a run's loss: those that its options ask for, but nothing is left to balance where sampling evens the
     * labels.
     *
     * @param labels the outputs' names
     * @throws IllegalArgumentException where the options name a label that there is not
     */
    public static double[] of(Truth truth, int trainRows, List<String> labels, HyperParameters hyper) {
        return of(truth, trainRows, labels, weighing(hyper));
    }

    /** Whether a run's loss weighs labels at all: it is balanced over rows as they are, or names weights. */
    public static boolean areAskedFor(HyperParameters hyper) {
        LossOptions options = weighing(hyper);
        return options.balanced() || !options.labelWeights().isEmpty();
    }

    private static LossOptions weighing(HyperParameters hyper) {
        return hyper.sampling() == Sampling.AS_IS ? hyper.loss() : hyper.loss().unbalanced();
    }

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
