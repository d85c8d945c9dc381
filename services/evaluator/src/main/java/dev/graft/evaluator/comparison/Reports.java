package dev.graft.evaluator.comparison;

import dev.graft.contracts.document.Evaluation;
import dev.graft.contracts.event.Interval;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.RuleOutcome.Severity;
import dev.graft.contracts.event.Scores;
import dev.graft.evaluator.comparison.Judgement.Judged;
import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.gate.GatePolicy;
import dev.graft.learning.gate.ModelScores;
import dev.graft.learning.gate.Slice;
import dev.graft.learning.metrics.ClassScore;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.metrics.ConfusionMatrix;
import dev.graft.learning.metrics.LabelRanking;
import dev.graft.learning.metrics.ProbabilityScores;
import dev.graft.learning.metrics.RankingScores;
import dev.graft.learning.significance.Resampled;
import dev.graft.learning.significance.Score;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
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
    static List<Evaluation.Slice> slices(Judged judged) {
        ModelScores challenger = judged.input().challenger();
        return challenger.slices().keySet().stream()
                .map(name -> new Evaluation.Slice(
                        name,
                        report(name, challenger),
                        judged.champion().map(scores -> report(name, scores)).orElse(null),
                        judged.challenge()
                                .map(challenge -> gains(name, challenge, judged.policy()))
                                .orElse(Map.of())))
                .toList();
    }

    /** By every score where a slice stands alone; else by the one that the gate compares. */
    private static Map<String, Evaluation.Gain> gains(String slice, Challenge challenge, GatePolicy policy) {
        List<Score> scores = Slice.family(slice) == null
                ? List.of(Score.values())
                : List.of(policy.metric().score());
        Map<Score, Resampled> compared = challenge.answers().compare(slice, scores);
        Map<String, Evaluation.Gain> gains = new LinkedHashMap<>();
        for (Score score : scores) {
            Resampled gain = compared.get(score);
            if (gain != null && gain.isDefined()) {
                gains.put(
                        score.id(), new Evaluation.Gain(gain.gain(), interval(gain.interval(policy.intervalLevel()))));
            }
        }
        return gains;
    }

    private static Interval interval(dev.graft.learning.significance.Interval interval) {
        return new Interval(interval.lower(), interval.upper(), interval.level());
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
                    case EVIDENCE -> Severity.EVIDENCE;
                    case WARNING, INFORMATION -> Severity.ADVISORY;
                },
                outcome.interval() == null ? null : interval(outcome.interval()));
    }

    private static Evaluation.Report report(String slice, ModelScores model) {
        ClassificationReport report = model.slice(slice);
        ProbabilityScores probabilities = probabilities(report);
        RankingScores ranking = model.rankings().get(slice);
        boolean alone = Slice.family(slice) == null;
        boolean confusion =
                slice.equals(Slice.ALL) || alone && report.perClass().size() <= MOST_LABELS_FOR_CONFUSION;
        OptionalDouble kappa = report.confusion().cohensKappa();
        return new Evaluation.Report(
                report.rows(),
                report.accuracy(),
                report.balancedAccuracy(),
                report.supportedMacro().precision(),
                report.supportedMacro().recall(),
                report.supportedMacro().f1(),
                report.micro().f1(),
                report.weighted().precision(),
                report.weighted().recall(),
                report.weighted().f1(),
                ranking == null ? null : orNull(ranking.supportedMacro().rocAuc()),
                ranking == null ? null : ranking.supportedMacro().averagePrecision(),
                report.confusion().matthewsCorrelation(),
                orNull(kappa),
                probabilities.logLoss(),
                probabilities.brierScore(),
                probabilities.expectedCalibrationError(),
                alone ? classes(report, ranking) : List.of(),
                confusion ? rows(report.confusion()) : List.of(),
                alone ? reliability(probabilities) : List.of());
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static ProbabilityScores probabilities(ClassificationReport report) {
        ProbabilityScores scores = report.probabilities();
        return scores == null ? OF_NO_ROWS : scores;
    }

    private static List<Evaluation.ClassScore> classes(ClassificationReport report, @Nullable RankingScores ranking) {
        List<ClassScore> scores = report.perClass();
        return IntStream.range(0, scores.size())
                .mapToObj(label -> ofClass(
                        scores.get(label),
                        ranking == null ? null : ranking.perLabel().get(label)))
                .toList();
    }

    private static Evaluation.ClassScore ofClass(ClassScore score, @Nullable LabelRanking ranking) {
        return new Evaluation.ClassScore(
                score.label(),
                score.support(),
                score.precision(),
                score.recall(),
                score.f1(),
                ranking == null ? null : orNull(ranking.rocAuc()),
                ranking == null ? null : ranking.averagePrecision());
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
