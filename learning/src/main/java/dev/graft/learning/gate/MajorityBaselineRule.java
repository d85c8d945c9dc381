package dev.graft.learning.gate;

import dev.graft.learning.metrics.ClassScore;
import dev.graft.learning.metrics.ClassificationReport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A first model does better than a constant answer. The constant is the test rows' own most frequent label, the
 * strongest constant there is for either metric.
 */
final class MajorityBaselineRule implements GateRule<GateInput> {

    static final String NAME = "beats-majority-class";

    @Override
    public List<RuleOutcome> judge(GateInput input, GatePolicy policy) {
        ClassificationReport report = input.challenger().all();
        Optional<ClassScore> majority = report.perClass().stream()
                .filter(score -> score.support() > 0)
                .max(Comparator.comparingLong(ClassScore::support));
        if (majority.isEmpty()) {
            return RuleOutcome.required(NAME, false, 0, 0, "The challenger is not scored on any test row.");
        }
        double baseline = baseline(policy.metric(), report, majority.get().support());
        double score = policy.metric().of(report);
        boolean beats = score > baseline + Words.ROUNDING;
        String sentence = "The challenger's %s of %s on %s %s always answering '%s', which scores %s."
                .formatted(
                        policy.metric().words(),
                        Words.score(score),
                        Words.count(report.rows(), "test row"),
                        beats ? "beats" : "does not beat",
                        majority.get().label(),
                        Words.score(baseline));
        return RuleOutcome.required(NAME, beats, score, baseline, sentence);
    }

    private static double baseline(GateMetric metric, ClassificationReport report, long majority) {
        return switch (metric) {
            case ACCURACY -> (double) majority / report.rows();
            case MACRO_F1 -> {
                long classes = report.perClass().stream()
                        .filter(score -> score.support() > 0)
                        .count();
                // The constant's class has recall 1 and precision majority / rows; every other class has F1 0.
                yield 2.0 * majority / (report.rows() + majority) / classes;
            }
        };
    }
}
