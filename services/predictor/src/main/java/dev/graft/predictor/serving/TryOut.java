package dev.graft.predictor.serving;

import java.util.List;

/** Asks a model, before it serves, inputs of every kind that its modality has. */
final class TryOut {
    private static final double TOLERANCE = 1e-3;

    private TryOut() {}

    /**
     * The model, which is closed where it does not pass.
     *
     * @throws ModelUnusable when it fails, or its answers are no probabilities over its labels
     */
    static Classifier passed(Classifier classifier) throws ModelUnusable {
        try {
            List<Input> probes = Probes.of(classifier);
            check(classifier.labels().size(), probes.size(), classifier.probabilities(probes));
            return classifier;
        } catch (ModelUnusable e) {
            classifier.close();
            throw e;
        } catch (RuntimeException e) {
            classifier.close();
            throw new ModelUnusable("it fails on a plain input: " + e.getMessage(), e);
        }
    }

    private static void check(int labels, int probes, float[][] answers) throws ModelUnusable {
        if (answers.length != probes) {
            throw new ModelUnusable("it gives " + answers.length + " answers to " + probes + " inputs", null);
        }
        for (float[] answer : answers) {
            if (!isDistribution(answer, labels)) {
                throw new ModelUnusable("its answers are no probabilities over its labels", null);
            }
        }
    }

    private static boolean isDistribution(float[] answer, int labels) {
        double sum = 0;
        for (float probability : answer) {
            if (!(probability >= 0 && probability <= 1)) {
                return false;
            }
            sum += probability;
        }
        return answer.length == labels && Math.abs(sum - 1) <= TOLERANCE;
    }
}
