package dev.graft.learning.train;

import dev.graft.learning.loss.Truth;

/**
 * What the validation rows say about the weights.
 *
 * @param loss mean cross-entropy in nats; of sets of labels, the mean over rows and labels; of numbers, the mean squared
 *     error in squared standard deviations, so 1 is what the mean would reach
 * @param accuracy share of rows whose answer is right, with all their labels; 0 of numbers
 * @param macroF1 mean F1 of the labels that occur among the true or the predicted ones; 0 of numbers
 */
record Validation(double loss, double accuracy, double macroF1) {

    /** Counts over logits, of which row i answers the truth's row {@code first + i}. */
    static Validation of(float[][] logits, Truth truth, int first) {
        if (truth instanceof Truth.Numbers) {
            return new Validation(squaredError(logits, truth, first), 0, 0);
        }
        Counts counts = new Counts(truth.outputs());
        int right = 0;
        double loss = 0;
        for (int i = 0; i < logits.length; i++) {
            int row = first + i;
            right += counts.add(logits[i], truth, row) ? 1 : 0;
            loss += truth instanceof Truth.Classes classes
                    ? crossEntropy(logits[i], classes.classes()[row])
                    : binaryCrossEntropy(logits[i], truth, row);
        }
        return new Validation(loss / logits.length, (double) right / logits.length, counts.macroF1());
    }

    /** Right, predicted and actual rows of each label. */
    private static final class Counts {
        private final int[] right;
        private final int[] predicted;
        private final int[] actual;

        Counts(int labels) {
            this.right = new int[labels];
            this.predicted = new int[labels];
            this.actual = new int[labels];
        }

        /** Counts a row; whether all of it is right. */
        boolean add(float[] logits, Truth truth, int row) {
            int best = truth instanceof Truth.Classes ? highest(logits) : -1;
            boolean allRight = true;
            for (int label = 0; label < logits.length; label++) {
                boolean guess = best < 0 ? logits[label] > 0 : label == best;
                boolean fact = truth.target(row, label) > 0.5;
                predicted[label] += guess ? 1 : 0;
                actual[label] += fact ? 1 : 0;
                right[label] += guess && fact ? 1 : 0;
                allRight &= guess == fact;
            }
            return allRight;
        }

        double macroF1() {
            double sum = 0;
            int occurring = 0;
            for (int label = 0; label < right.length; label++) {
                int places = predicted[label] + actual[label];
                if (places > 0) {
                    sum += 2.0 * right[label] / places;
                    occurring++;
                }
            }
            return occurring == 0 ? 0 : sum / occurring;
        }
    }

    private static double crossEntropy(float[] logits, int truth) {
        double max = logits[highest(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - max);
        }
        return max + Math.log(sum) - logits[truth];
    }

    /** max(x, 0) − x·t + log(1 + exp(−|x|)), mean over the labels. */
    private static double binaryCrossEntropy(float[] logits, Truth truth, int row) {
        double sum = 0;
        for (int label = 0; label < logits.length; label++) {
            double x = logits[label];
            sum += Math.max(x, 0) - x * truth.target(row, label) + Math.log1p(Math.exp(-Math.abs(x)));
        }
        return sum / logits.length;
    }

    private static double squaredError(float[][] logits, Truth truth, int first) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            for (int output = 0; output < truth.outputs(); output++) {
                double error = logits[i][output] - truth.target(first + i, output);
                sum += error * error;
            }
        }
        return sum / ((double) logits.length * truth.outputs());
    }

    private static int highest(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
