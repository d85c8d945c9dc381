package dev.graft.learning.adaptation;

import dev.graft.learning.loss.AlignmentLoss;
import dev.graft.learning.strategy.Alignment;

/**
 * A small network on features: one hidden layer with rectifiers, a softmax on it that learns the source's labels, and an
 * {@link Alignment} of the hidden features of both domains, whose weight grows from 0 as {@code weight · (2 / (1 + exp(−10 p)) −
 * 1)} with p the share of the training that is done (the schedule of DANN). Learnt by Adam; a step reads {@code batch} rows of
 * either domain, an epoch is as many as the larger domain needs. No label of the target is read, also not to end earlier.
 *
 * <p>The answers are computed without the engine, so the classifier may be kept and shared. The same rows, seed and number of
 * threads ({@link dev.graft.learning.device.TorchRuntime#threads}) give the same network.
 *
 * @param hidden features, 1 to 4096
 * @param epochs 1 to 10,000
 * @param batch rows of each domain, 2 to 4096
 * @param rate of Adam, above 0
 * @param weight of the alignment at the end, 0 or more
 */
public record NeuralAdaptation(
        Alignment alignment, int hidden, int epochs, int batch, double rate, double weight, long seed)
        implements TransferLearner {

    private static final int LARGEST = 4_096;
    private static final int MOST_EPOCHS = 10_000;

    public NeuralAdaptation {
        if (hidden < 1 || hidden > LARGEST || batch < 2 || batch > LARGEST || epochs < 1 || epochs > MOST_EPOCHS) {
            throw new IllegalArgumentException("1 to " + LARGEST + " hidden features, 1 to " + MOST_EPOCHS
                    + " epochs and 2 to " + LARGEST + " rows of a batch are needed, not " + hidden + ", " + epochs
                    + " and "
                    + batch);
        }
        if (!(rate > 0 && rate < 1) || !(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a rate lies above 0 and below 1, a weight at 0 or above, not " + rate + " and " + weight);
        }
    }

    /** A hundred hidden features, 64 rows of each domain, a rate of 0.001, a weight of 1. */
    public static NeuralAdaptation of(Alignment alignment, int epochs, long seed) {
        return new NeuralAdaptation(alignment, 100, epochs, 64, 1e-3, 1, seed);
    }

    /** @throws IllegalStateException where the loss is no number any more, with a remedy */
    @Override
    public TransferClassifier fit(DomainPair pair) {
        try (NetworkTraining training = new NetworkTraining(this, pair)) {
            return new MappedClassifier(Adapted.UNCHANGED, training.run());
        }
    }

    /** The weight of the alignment when {@code share} of the training is done. */
    double weightAt(double share) {
        return weight * AlignmentLoss.ramp(share);
    }
}
