package dev.graft.evaluator.hopeless;

import dev.graft.learning.gate.GateMetric;
import dev.graft.learning.metrics.ClassScore;
import dev.graft.learning.metrics.ClassificationReport;
import java.util.List;

/**
 * A score on the validation rows as a run's own curve counts it. The curve's macro F1 is the mean over the labels that
 * occur among the true or the predicted ones, and not over the true ones alone as the gate's, so the champion is scored
 * that way too: else it would look better than a run that answers the same. It stands for the scores that epochs do not tell.
 */
final class CurveScore {
    private CurveScore() {}

    static double of(GateMetric metric, ClassificationReport report) {
        return switch (metric) {
            case ACCURACY -> report.accuracy();
            case MACRO_F1, BALANCED_ACCURACY, WEIGHTED_F1, MATTHEWS_CORRELATION, COHENS_KAPPA -> macroF1(report);
        };
    }

    private static double macroF1(ClassificationReport report) {
        List<ClassScore> classes = report.perClass();
        double sum = 0;
        int occurring = 0;
        for (int label = 0; label < classes.size(); label++) {
            if (classes.get(label).support() + report.confusion().predicted(label) > 0) {
                sum += classes.get(label).f1();
                occurring++;
            }
        }
        return occurring == 0 ? 0 : sum / occurring;
    }
}
