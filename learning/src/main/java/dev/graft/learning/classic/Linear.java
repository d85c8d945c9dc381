package dev.graft.learning.classic;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.Random;

/** Learns planes by liblinear (Fan, Chang, Hsieh, Wang and Lin, JMLR 9, 2008), with a regularised bias. */
final class Linear {

    private static final double SVM_TOLERANCE = 1e-4;
    private static final double LOGISTIC_TOLERANCE = 0.01;
    private static final long ORDER_SEED = 1;

    static {
        de.bwaldvogel.liblinear.Linear.disableDebugOutput();
    }

    private Linear() {}

    static double requireCost(double cost) {
        if (!(cost > 0 && cost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the cost of an error is above 0 and finite, not " + cost);
        }
        return cost;
    }

    static LinearModel fit(LabelledVectors rows, double cost, SolverType solver) {
        double[] byClass = classWeights(rows);
        if (!rows.hasTwoClasses()) {
            return only(rows);
        }
        boolean svm = solver == SolverType.L2R_L2LOSS_SVC_DUAL;
        if (svm && rows.rows().isDense()) {
            return DenseSvm.fit(rows, cost);
        }
        Problem problem = new Problem();
        problem.l = rows.size();
        problem.n = rows.rows().width() + 1;
        problem.bias = 1;
        problem.x = new Feature[rows.size()][];
        for (int row = 0; row < problem.l; row++) {
            problem.x[row] = nodes(rows.rows(), row);
        }
        problem.y = Arrays.stream(rows.classes()).asDoubleStream().toArray();
        Parameter parameter = new Parameter(solver, cost, svm ? SVM_TOLERANCE : LOGISTIC_TOLERANCE, 1_000, 0.1);
        parameter.setRandom(new Random(ORDER_SEED));
        int[] present = Arrays.stream(rows.classes()).distinct().sorted().toArray();
        parameter.setWeights(
                Arrays.stream(present).mapToDouble(each -> byClass[each]).toArray(), present);
        return planes(de.bwaldvogel.liblinear.Linear.train(problem, parameter), rows);
    }

    private static double[] classWeights(LabelledVectors rows) {
        double[] byClass = new double[rows.count()];
        for (int row = 0; row < rows.size(); row++) {
            int which = rows.classes()[row];
            double weight = rows.weights()[row];
            if (byClass[which] != 0 && byClass[which] != weight) {
                throw new IllegalArgumentException("a linear learner weighs classes, and class " + which
                        + " has rows of the weights " + byClass[which] + " and " + weight
                        + "; remedy: draw rows by their weight, or learn trees");
            }
            byClass[which] = weight;
        }
        return byClass;
    }

    private static LinearModel only(LabelledVectors rows) {
        double[] bias = new double[rows.count()];
        Arrays.fill(bias, Double.NEGATIVE_INFINITY);
        bias[rows.classes()[0]] = 0;
        return new LinearModel(new double[rows.count()][rows.rows().width()], bias);
    }

    private static Feature[] nodes(FeatureVectors rows, int row) {
        int start = rows.start(row);
        int count = rows.start(row + 1) - start;
        Feature[] nodes = new Feature[count + 1];
        for (int i = 0; i < count; i++) {
            nodes[i] = new FeatureNode(rows.column(start + i) + 1, rows.value(start + i));
        }
        nodes[count] = new FeatureNode(rows.width() + 1, 1);
        return nodes;
    }

    private static LinearModel planes(Model model, LabelledVectors rows) {
        int width = rows.rows().width();
        int planes = model.getNrClass() == 2 ? 1 : model.getNrClass();
        double[][] weights = new double[rows.count()][width];
        double[] bias = new double[rows.count()];
        Arrays.fill(bias, Double.NEGATIVE_INFINITY);
        double[] found = model.getFeatureWeights();
        for (int i = 0; i < model.getNrClass(); i++) {
            int which = model.getLabels()[i];
            double sign = planes == 1 && i == 1 ? -1 : 1;
            int plane = planes == 1 ? 0 : i;
            for (int feature = 0; feature < width; feature++) {
                weights[which][feature] = sign * found[feature * planes + plane];
            }
            bias[which] = sign * found[width * planes + plane];
        }
        return new LinearModel(weights, bias);
    }
}
