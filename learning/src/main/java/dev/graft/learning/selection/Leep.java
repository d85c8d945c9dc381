package dev.graft.learning.selection;

/**
 * The log expected empirical prediction (LEEP; Nguyen, Hassner, Seeger and Archambeau, ICML 2020): how well a task's labels are told
 * by the answers of a classifier of other labels. From the joint distribution of its answers z and the labels y,
 * {@code P(y | z)}, each row's likelihood is {@code Σ P(y | z) θ(x, z)}; the score is the mean of its logarithm. At most 0, which
 * an answer that decides the label reaches; about minus the labels' entropy where answers say nothing. For earlier champions with
 * a head. Time is rows · answers.
 */
public final class Leep {

    private Leep() {}

    /**
     * The score.
     *
     * @param answers the classifier's probabilities {@code (rows, its labels)}, each row with the sum 1
     * @param labels of the rows, from 0 to below {@code count}
     * @throws IllegalArgumentException where rows and labels do not fit, or a probability is none
     */
    public static double of(float[][] answers, int[] labels, int count) {
        if (answers.length == 0 || answers.length != labels.length) {
            throw new IllegalArgumentException(answers.length + " answers do not fit " + labels.length + " labels");
        }
        int width = answers[0].length;
        double[][] joint = new double[width][count];
        double[] all = new double[width];
        for (int row = 0; row < answers.length; row++) {
            for (int z = 0; z < width; z++) {
                double share = answers[row][z];
                if (!(share >= 0 && share <= 1.0001)) {
                    throw new IllegalArgumentException("a probability lies between 0 and 1, unlike " + share);
                }
                joint[z][labels[row]] += share;
                all[z] += share;
            }
        }
        double sum = 0;
        for (int row = 0; row < answers.length; row++) {
            double likelihood = 0;
            for (int z = 0; z < width; z++) {
                likelihood += all[z] > 0 ? joint[z][labels[row]] / all[z] * answers[row][z] : 0;
            }
            sum += Math.log(likelihood);
        }
        return sum / answers.length;
    }
}
