package dev.graft.learning.check;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.Random;

/**
 * A logistic regression on frozen features, one label against all others, on features scaled as the training rows ask
 * for. Solved by liblinear's dual coordinate descent (Yu, Huang and Lin 2011): on dense features of a few hundred rows
 * it takes a third of the time of the primal solver for the same answers.
 */
public final class LogisticProbe {

    private static final double TOLERANCE = 0.1;
    private static final long ORDER_SEED = 1;

    static {
        Linear.disableDebugOutput();
    }

    private final Scaling scaling;
    private final Model model;
    private final int labels;

    private LogisticProbe(Scaling scaling, Model model, int labels) {
        this.scaling = scaling;
        this.model = model;
        this.labels = labels;
    }

    /**
     * Learns from rows of at least one label.
     *
     * @param features {@code (rows, width)}
     * @param truth label of each row, below {@code labels}
     */
    public static LogisticProbe fit(float[][] features, int[] truth, int labels, double cost) {
        Scaling scaling = Scaling.fit(features);
        Problem problem = new Problem();
        problem.l = features.length;
        problem.n = features[0].length + 1;
        problem.bias = 1;
        problem.x = Arrays.stream(features).map(row -> nodes(row, scaling)).toArray(Feature[][]::new);
        problem.y = Arrays.stream(truth).asDoubleStream().toArray();
        Parameter parameter = new Parameter(SolverType.L2R_LR_DUAL, cost, TOLERANCE);
        parameter.setRandom(new Random(ORDER_SEED));
        return new LogisticProbe(scaling, Linear.train(problem, parameter), labels);
    }

    /** The probability of each label {@code (labels)}; 0 for labels that had no row to learn from. */
    public float[] probabilities(float[] features) {
        double[] known = new double[model.getNrClass()];
        Linear.predictProbability(model, nodes(features, scaling), known);
        float[] all = new float[labels];
        for (int i = 0; i < known.length; i++) {
            all[model.getLabels()[i]] = (float) known[i];
        }
        return all;
    }

    /**
     * How far the features lie on each label's side of its boundary against the others {@code (labels)}, from minus infinity,
     * for labels that had no row to learn from, upwards.
     */
    public double[] decisions(float[] features) {
        double[] known = new double[Math.max(2, model.getNrClass())];
        Linear.predictValues(model, nodes(features, scaling), known);
        if (model.getNrClass() == 2) {
            known[1] = -known[0];
        }
        double[] all = new double[labels];
        Arrays.fill(all, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < model.getNrClass(); i++) {
            all[model.getLabels()[i]] = known[i];
        }
        return all;
    }

    private static Feature[] nodes(float[] row, Scaling scaling) {
        double[] values = scaling.apply(row);
        Feature[] nodes = new Feature[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            nodes[i] = new FeatureNode(i + 1, values[i]);
        }
        nodes[values.length] = new FeatureNode(values.length + 1, 1);
        return nodes;
    }
}
