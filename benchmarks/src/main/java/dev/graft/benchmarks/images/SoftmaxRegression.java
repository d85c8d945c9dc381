package dev.graft.benchmarks.images;

import java.util.stream.IntStream;

/**
 * A linear head on fixed features: cross-entropy summed over rows plus half the squared weights (scikit-learn's
 * LogisticRegression at C = 1), minimised by Nesterov's accelerated gradient; nothing random. Features are centred.
 */
final class SoftmaxRegression {

    private static final int STEPS = 2000;

    private final int classes;
    private final double[] mean;
    private final double[][] weights;

    SoftmaxRegression(float[][] rows, int[] labels, int classes) {
        this.classes = classes;
        this.mean = mean(rows);
        this.weights = new double[classes][mean.length + 1];
        double rate = 1 / (1 + largestCurvature(rows));
        double[][] ahead = new double[classes][mean.length + 1];
        for (int step = 0; step < STEPS; step++) {
            double momentum = step / (step + 3.0);
            double[][] gradient = gradient(rows, labels, ahead);
            for (int c = 0; c < classes; c++) {
                for (int i = 0; i <= mean.length; i++) {
                    double moved = ahead[c][i] - rate * gradient[c][i];
                    ahead[c][i] = moved + momentum * (moved - weights[c][i]);
                    weights[c][i] = moved;
                }
            }
        }
    }

    /** The most probable class. */
    int predict(float[] row) {
        double[] scores = scores(row, weights);
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }

    /** The share of rows whose label is the most probable class. */
    double accuracy(float[][] rows, int[] labels) {
        long right = IntStream.range(0, labels.length)
                .filter(row -> predict(rows[row]) == labels[row])
                .count();
        return (double) right / labels.length;
    }

    private static double[] mean(float[][] rows) {
        double[] mean = new double[rows[0].length];
        for (float[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / (double) rows.length;
            }
        }
        return mean;
    }

    /** Half the squared length of all rows bounds the loss's second derivative. */
    private double largestCurvature(float[]... rows) {
        double sum = 0;
        for (float[] row : rows) {
            sum += 1;
            for (int i = 0; i < mean.length; i++) {
                sum += (row[i] - mean[i]) * (row[i] - mean[i]);
            }
        }
        return sum / 2;
    }

    private double[][] gradient(float[][] rows, int[] labels, double[][] at) {
        double[][] gradient = new double[classes][];
        for (int c = 0; c < classes; c++) {
            gradient[c] = at[c].clone();
            gradient[c][mean.length] = 0;
        }
        for (int r = 0; r < rows.length; r++) {
            double[] probabilities = softmax(scores(rows[r], at));
            for (int c = 0; c < classes; c++) {
                double error = probabilities[c] - (labels[r] == c ? 1 : 0);
                for (int i = 0; i < mean.length; i++) {
                    gradient[c][i] += error * (rows[r][i] - mean[i]);
                }
                gradient[c][mean.length] += error;
            }
        }
        return gradient;
    }

    private double[] scores(float[] row, double[]... of) {
        double[] scores = new double[classes];
        for (int c = 0; c < classes; c++) {
            double sum = of[c][mean.length];
            for (int i = 0; i < mean.length; i++) {
                sum += of[c][i] * (row[i] - mean[i]);
            }
            scores[c] = sum;
        }
        return scores;
    }

    private static double[] softmax(double... scores) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double[] probabilities = new double[scores.length];
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            probabilities[c] = Math.exp(scores[c] - largest);
            sum += probabilities[c];
        }
        for (int c = 0; c < scores.length; c++) {
            probabilities[c] /= sum;
        }
        return probabilities;
    }
}
