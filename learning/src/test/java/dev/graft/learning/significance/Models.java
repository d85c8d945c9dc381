package dev.graft.learning.significance;

import java.util.SplittableRandom;

/** Rows drawn from classes of given shares, and two models of known skill that answer them. */
record Models(double[] shares, double championSkill, double challengerSkill, double agreement) {

    /**
     * Draws rows and both models' answers. A model is right with the probability that is its skill; with the probability
     * {@code agreement} both look at the same luck, so that they err on the same rows.
     */
    PairedRows draw(int rows, SplittableRandom random) {
        int classes = shares.length;
        int[] truth = new int[rows];
        float[][] champion = new float[rows][];
        float[][] challenger = new float[rows][];
        for (int row = 0; row < rows; row++) {
            truth[row] = pick(random.nextDouble());
            double luck = random.nextDouble();
            double other = random.nextDouble() < agreement ? luck : random.nextDouble();
            int error = (truth[row] + 1 + random.nextInt(classes - 1)) % classes;
            champion[row] = answer(luck < championSkill ? truth[row] : error, classes);
            challenger[row] = answer(other < challengerSkill ? truth[row] : error, classes);
        }
        return new PairedRows(truth, champion, challenger, classes);
    }

    private int pick(double at) {
        double sum = 0;
        for (int label = 0; label < shares.length; label++) {
            sum += shares[label];
            if (at < sum) {
                return label;
            }
        }
        return shares.length - 1;
    }

    private static float[] answer(int label, int classes) {
        float[] probabilities = new float[classes];
        java.util.Arrays.fill(probabilities, 0.2f / (classes - 1));
        probabilities[label] = 0.8f;
        return probabilities;
    }
}
