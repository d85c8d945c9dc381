package dev.graft.learning.gate;

import dev.graft.learning.metrics.ClassScore;
import dev.graft.learning.metrics.ClassificationReport;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A first model does better than a constant answer. The constant is the test rows' own most frequent label, the
 * strongest constant there is for any of the metrics. On too few test rows the score is only reported.
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
            return List.of();
        }
        double baseline = policy.metric().of(constant(report, report.perClass().indexOf(majority.get())));
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
        return report.rows() < policy.minimumTestRows()
                ? RuleOutcome.information(NAME, score, sentence)
                : RuleOutcome.required(NAME, beats, score, baseline, sentence);
    }

    /** What always giving this answer scores on the report's rows. */
    private static ClassificationReport constant(ClassificationReport report, int answer) {
        List<ClassScore> classes = report.perClass();
        int[] truth = IntStream.range(0, classes.size())
                .flatMap(label ->
                        IntStream.generate(() -> label).limit(classes.get(label).support()))
                .toArray();
        int[] answers = new int[truth.length];
        Arrays.fill(answers, answer);
        return ClassificationReport.ofPredictions(
                truth, answers, classes.stream().map(ClassScore::label).toList());
    }
}
