package dev.graft.evaluator.comparison;

import dev.graft.contracts.document.Evaluation;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.RuleOutcome.Severity;
import dev.graft.contracts.event.Scores;
import dev.graft.learning.gate.ModelScores;
import dev.graft.learning.gate.Slice;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.metrics.ConfusionMatrix;
import dev.graft.learning.metrics.ProbabilityScores;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the library measured, in the words of the contracts. Macro F1 is the mean over the labels that have test rows, as
 * the gate compares it. No number is NaN or infinite: a report of no rows has zeros, and a rule without a finite number
 * has none.
 */
final class Reports {
    /** With more labels than this only the slice of all rows has its confusion: its size grows with their square. */
    static final int MOST_LABELS_FOR_CONFUSION = 128;

    static final Scores NO_SCORES = new Scores(0, 0, 0, 0);

    private static final ProbabilityScores OF_NO_ROWS = new ProbabilityScores(0, 0, 0, List.of());

    private Reports() {}

    static Scores scores(ModelScores model) {
        ClassificationReport all = model.all();
        return new Scores(
                all.rows(),
                all.accuracy(),
                all.supportedMacro().f1(),
                probabilities(all).expectedCalibrationError());
    }

    /** The slices in the order in which the gate was given them, all rows first. */
    static List<Evaluation.Slice> slices(ModelScores challenger, Optional<ModelScores> champion) {
        return challenger.slices().keySet().stream()
                .map(name -> new Evaluation.Slice(
                        name,
                        report(name, challenger.slice(name)),
                        champion.map(scores -> report(name, scores.slice(name))).orElse(null)))
                .toList();
    }

    /** The labels of a report, in the order of its confusion. */
    static List<String> labels(ModelScores model) {
        return model.all().perClass().stream().map(score -> score.label()).toList();
    }

    static RuleOutcome rule(dev.graft.learning.gate.RuleOutcome outcome) {
        return new RuleOutcome(
                outcome.name(),
                outcome.passed(),
                outcome.sentence(),
                finite(outcome.value()),
                finite(outcome.threshold()),
                switch (outcome.severity()) {
                    case REQUIRED -> Severity.REQUIRED;
                    case WARNING, INFORMATION -> Severity.ADVISORY;
                });
    }

    private static Evaluation.Report report(String slice, ClassificationReport report) {
        ProbabilityScores probabilities = probabilities(report);
        boolean confusion = slice.equals(Slice.ALL) || report.perClass().size() <= MOST_LABELS_FOR_CONFUSION;
        return new Evaluation.Report(
                report.rows(),
                report.accuracy(),
                report.supportedMacro().f1(),
                probabilities.logLoss(),
                probabilities.brierScore(),
                probabilities.expectedCalibrationError(),
                classes(report),
                confusion ? rows(report.confusion()) : List.of(),
                reliability(probabilities));
    }

    private static ProbabilityScores probabilities(ClassificationReport report) {
        ProbabilityScores scores = report.probabilities();
        return scores == null ? OF_NO_ROWS : scores;
    }

    private static List<Evaluation.ClassScore> classes(ClassificationReport report) {
        return report.perClass().stream()
                .map(score -> new Evaluation.ClassScore(
                        score.label(), score.support(), score.precision(), score.recall(), score.f1()))
                .toList();
    }

    private static List<List<Long>> rows(ConfusionMatrix confusion) {
        return Arrays.stream(confusion.counts())
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }

    private static List<Evaluation.ReliabilityBin> reliability(ProbabilityScores scores) {
        return scores.reliability().stream()
                .map(bin -> new Evaluation.ReliabilityBin(
                        bin.lower(), bin.upper(), bin.count(), bin.meanConfidence(), bin.accuracy()))
                .toList();
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value != null && Double.isFinite(value) ? value : null;
    }
}
