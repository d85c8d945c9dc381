package dev.graft.learning.gate;

import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.metrics.ProbabilityScores;
import java.util.List;

/** The rules that hold a challenger against fixed limits, whoever the champion is. */
final class AbsoluteRules {

    static final String FLOOR = "minimum-score";
    static final String CALIBRATION = "calibration";

    private AbsoluteRules() {}

    /** The score reaches the policy's floor. */
    static List<RuleOutcome> minimumScore(GateInput input, GatePolicy policy) {
        Double floor = policy.minimumScore();
        if (floor == null) {
            return List.of();
        }
        double score = policy.metric().of(input.challenger().all());
        boolean reached = score >= floor - Words.ROUNDING;
        String sentence = "The challenger's %s of %s %s the asked minimum of %s."
                .formatted(
                        policy.metric().words(),
                        Words.score(score),
                        reached ? "reaches" : "is below",
                        Words.score(floor));
        return RuleOutcome.required(FLOOR, reached, score, floor, sentence);
    }

    /** The expected calibration error stays within the policy's limit; without probabilities it cannot. */
    static List<RuleOutcome> calibration(GateInput input, GatePolicy policy) {
        Double limit = policy.maximumCalibrationError();
        if (limit == null) {
            return List.of();
        }
        ClassificationReport report = input.challenger().all();
        ProbabilityScores scores = report.probabilities();
        if (scores == null) {
            String sentence = "The challenger's report has no probabilities, so its calibration cannot be judged.";
            return RuleOutcome.required(CALIBRATION, false, 1, limit, sentence);
        }
        double error = scores.expectedCalibrationError();
        boolean within = error <= limit + Words.ROUNDING;
        String sentence = "The challenger's confidence misses its accuracy by %s on average, %s the limit of %s."
                .formatted(Words.score(error), within ? "within" : "above", Words.score(limit));
        return RuleOutcome.required(CALIBRATION, within, error, limit, sentence);
    }
}
