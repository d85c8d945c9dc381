package dev.graft.learning.gate;

import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.metrics.ClassScore;
import dev.graft.learning.metrics.ClassificationReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Both models are scored on the same rows: on every slice, as many rows of every label. */
final class SameTestRowsRule implements GateRule<Challenge> {

    static final String NAME = "same-test-rows";

    @Override
    public List<RuleOutcome> judge(Challenge input, GatePolicy policy) {
        List<String> differing = input.challenger().slices().keySet().stream()
                .filter(slice -> !support(input.challenger().slice(slice))
                        .equals(support(input.champion().slice(slice))))
                .toList();
        return RuleOutcome.required(NAME, differing.isEmpty(), differing.size(), 0, sentence(input, differing));
    }

    private static String sentence(Challenge input, List<String> differing) {
        int rows = input.challenger().all().rows();
        if (differing.isEmpty()) {
            return "Both models are scored on the same " + Words.count(rows, "test row") + ".";
        }
        if (input.champion().all().rows() == 0) {
            return "The champion is not scored on the %s of the challenger, so the two cannot be compared."
                    .formatted(Words.count(rows, "test row"));
        }
        return "The two models are scored on different rows of %s, so they cannot be compared."
                .formatted(Words.quoted(differing));
    }

    private static Map<String, Long> support(ClassificationReport report) {
        return report.perClass().stream()
                .filter(score -> score.support() > 0)
                .collect(Collectors.toMap(ClassScore::label, ClassScore::support));
    }
}
