package dev.graft.evaluator.comparison;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.Evaluation;
import dev.graft.evaluator.comparison.Judgement.Judged;
import dev.graft.learning.gate.Costs;
import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.gate.GateMetric;
import dev.graft.learning.gate.ModelScores;
import dev.graft.learning.gate.ScoredRows;
import dev.graft.learning.gate.Slice;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.metrics.Predictions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an evaluation finds beside the scores of slices: forgetting, robustness, costs. */
final class Findings {
    /** A model's answers in eight bits, beside those as it was trained. */
    static final String ROUNDING = "int8";

    private Findings() {}

    /** Null without a champion, or where all test rows came with one batch or with the newest ones. */
    static Evaluation.@Nullable Forgetting forgetting(Judged judged) {
        Optional<Challenge> challenge = judged.challenge();
        if (challenge.isEmpty()) {
            return null;
        }
        GateMetric metric = judged.policy().metric();
        List<Evaluation.EarlierBatch> batches = new ArrayList<>();
        for (String batch : earlierBatches(judged, challenge.get())) {
            String slice = Slice.ofBatch(batch);
            ModelScores challenger = challenge.get().challenger();
            if (challenger.slices().containsKey(slice)) {
                ClassificationReport after = challenger.slice(slice);
                double before = metric.of(challenge.get().champion().slice(slice));
                batches.add(new Evaluation.EarlierBatch(batch, after.rows(), metric.of(after), before));
            }
        }
        return batches.isEmpty()
                ? null
                : new Evaluation.Forgetting(
                        batches.stream()
                                .mapToDouble(batch -> batch.challenger() - batch.champion())
                                .average()
                                .orElse(0),
                        batches);
    }

    /** The batches that the champion had, in the order of their rows. */
    private static Set<String> earlierBatches(Judged judged, Challenge challenge) {
        Set<String> batches = new LinkedHashSet<>();
        BitSet earlier = challenge.answers().rowsOf(Slice.EARLIER);
        List<DatasetRow> rows = judged.rows().rows();
        earlier.stream().forEach(row -> batches.add(rows.get(row).batchId()));
        return batches;
    }

    static List<Evaluation.Robustness> robustness(Judged judged) {
        List<Evaluation.Robustness> all = new ArrayList<>();
        judged.rows().changedRows().forEach((change, unchanged) -> {
            String slice = Slice.perturbedBy(change);
            if (judged.input().challenger().slices().containsKey(slice)) {
                all.add(new Evaluation.Robustness(
                        change,
                        unchanged.cardinality(),
                        drop(judged, judged.input().challenger(), judged.challenger(), slice, unchanged),
                        judged.champion()
                                .flatMap(scores -> Optional.ofNullable(judged.before())
                                        .map(answers -> drop(judged, scores, answers, slice, unchanged)))
                                .orElse(null)));
            }
        });
        Optional.ofNullable(judged.unrounded()).ifPresent(answers -> all.add(rounding(judged, answers)));
        return all;
    }

    /** What the challenger loses because it serves in less than it was trained in. */
    private static Evaluation.Robustness rounding(Judged judged, ScoredRows unrounded) {
        BitSet tests = new BitSet();
        tests.set(0, judged.rows().tests());
        GateMetric metric = judged.policy().metric();
        List<String> truth = judged.rows().truth();
        Evaluation.Drop drop = new Evaluation.Drop(
                metric.of(report(truth, unrounded, tests)), metric.of(report(truth, judged.challenger(), tests)));
        return new Evaluation.Robustness(ROUNDING, tests.cardinality(), drop, null);
    }

    private static Evaluation.Drop drop(
            Judged judged, ModelScores scores, ScoredRows answers, String slice, BitSet unchanged) {
        GateMetric metric = judged.policy().metric();
        return new Evaluation.Drop(
                metric.of(report(judged.rows().truth(), answers, unchanged)), metric.of(scores.slice(slice)));
    }

    private static ClassificationReport report(List<String> truth, ScoredRows answers, BitSet rows) {
        List<String> labels = Stream.concat(answers.labels().stream(), new TreeSet<>(truth).stream())
                .distinct()
                .toList();
        int[] predicted = Predictions.mostProbable(answers.probabilities());
        return ClassificationReport.ofPredictions(
                rows.stream().map(row -> labels.indexOf(truth.get(row))).toArray(),
                rows.stream().map(row -> predicted[row]).toArray(),
                labels);
    }

    /** Null without a champion. */
    static Evaluation.@Nullable Costs costs(Judged judged) {
        Costs costs = judged.challenge().map(Challenge::costs).orElse(null);
        if (costs == null) {
            return null;
        }
        Costs.Latency latency = costs.latency();
        return new Evaluation.Costs(
                costs.championBytes(),
                costs.challengerBytes(),
                latency == null ? null : latency.championMillis(),
                latency == null ? null : latency.challengerMillis());
    }
}
