package dev.graft.learning.train;

/**
 * What the validation rows say about the weights.
 *
 * @param loss mean cross-entropy, nats
 * @param accuracy share of rows whose highest logit is right
 * @param macroF1 mean F1 of the labels that occur among the true or the predicted ones
 */
record Validation(double loss, double accuracy, double macroF1) {

    /** Counts over rows of logits and their true labels. */
    static Validation of(float[][] logits, int[] truth) {
        int labels = logits[0].length;
        int[] right = new int[labels];
        int[] predicted = new int[labels];
        int[] actual = new int[labels];
        double loss = 0;
        for (int row = 0; row < logits.length; row++) {
            int guess = highest(logits[row]);
            predicted[guess]++;
            actual[truth[row]]++;
            right[truth[row]] += guess == truth[row] ? 1 : 0;
            loss += crossEntropy(logits[row], truth[row]);
        }
        return new Validation(loss / logits.length, accuracy(right, logits.length), macroF1(right, predicted, actual));
    }

    private static double accuracy(int[] right, int rows) {
        int sum = 0;
        for (int count : right) {
            sum += count;
        }
        return (double) sum / rows;
    }

    private static double macroF1(int[] right, int[] predicted, int[] actual) {
        double sum = 0;
        int occurring = 0;
        for (int label = 0; label < right.length; label++) {
            int places = predicted[label] + actual[label];
            if (places > 0) {
                sum += 2.0 * right[label] / places;
                occurring++;
            }
        }
        return sum / occurring;
    }

    private static double crossEntropy(float[] logits, int truth) {
        double max = logits[highest(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - max);
        }
        return max + Math.log(sum) - logits[truth];
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
