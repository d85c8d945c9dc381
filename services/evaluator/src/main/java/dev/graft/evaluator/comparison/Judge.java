package dev.graft.evaluator.comparison;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.evaluator.answering.Classifier;
import dev.graft.evaluator.answering.Datasets;
import dev.graft.evaluator.answering.HeldOut;
import dev.graft.evaluator.answering.LoadedModels;
import dev.graft.evaluator.answering.LoadedModels.Held;
import dev.graft.evaluator.answering.ModelAnswers;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.evaluator.comparison.Judgement.Judged;
import dev.graft.evaluator.rows.RowsToScore;
import dev.graft.learning.gate.Costs;
import dev.graft.learning.gate.GateInput;
import dev.graft.learning.gate.GatePolicy;
import dev.graft.learning.gate.PromotionGate;
import dev.graft.learning.gate.ScoredRows;
import dev.graft.learning.metrics.Predictions;
import dev.graft.platform.trace.Spans;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lets challenger and champion answer the snapshot's test rows and asks the gate. Both answer the same rows, those that
 * the challenger's snapshot holds; neither has learnt from any of them, since a row's split never changes.
 */
final class Judge {
    private final Datasets datasets;
    private final LoadedModels models;
    private final ModelAnswers answers;

    Judge(Datasets datasets, LoadedModels models, ModelAnswers answers) {
        this.datasets = datasets;
        this.models = models;
        this.answers = answers;
    }

    HeldOut rows(RunCompleted run) throws UnusableInput {
        try {
            return datasets.heldOut(run.snapshot());
        } catch (UnusableInput e) {
            throw e.of("The challenger's snapshot");
        }
    }

    /** The verdict on a task's first model. */
    Judged first(RunCompleted run, HeldOut held) throws UnusableInput {
        GatePolicy policy = TaskGate.policy(held.manifest().task().gate());
        RowsToScore rows = RowsToScore.of(held);
        try (Held challenger = models.hold(run.model())) {
            ScoredRows after = answers("The challenger", challenger, rows);
            BitSet wrong = disagreements(rows, after, null);
            GateInput input = rows.split(wrong, policy.minimumTestRows()).firstModel(after);
            challenger.prefer();
            return judged(policy, held, rows, after, null, unrounded(challenger, held), input);
        }
    }

    /** The verdict on a challenger that meets a champion. The model that will be live stays loaded, if one can. */
    Judged against(ModelVersion live, RunCompleted run, HeldOut held) throws UnusableInput {
        GatePolicy policy = TaskGate.policy(held.manifest().task().gate());
        RowsToScore rows = RowsToScore.of(held);
        BitSet earlier = earlier(live, held.test());
        ModelFolder before = live.evaluation().run().model();
        try (Held champion = models.hold(before);
                Held challenger = models.hold(run.model())) {
            ScoredRows was = answers("The champion, version " + live.version() + ",", champion, rows);
            ScoredRows is = answers("The challenger", challenger, rows);
            Costs costs = new Costs(bytes(before), bytes(run.model()), latency(policy, champion, challenger, held));
            GateInput input = rows.split(disagreements(rows, is, was), policy.minimumTestRows())
                    .challenge(is, was, earlier)
                    .with(costs);
            Judged judged = judged(policy, held, rows, is, was, unrounded(challenger, held), input);
            (judged.verdict().promoted() ? challenger : champion).prefer();
            return judged;
        }
    }

    private static Judged judged(
            GatePolicy policy,
            HeldOut held,
            RowsToScore rows,
            ScoredRows challenger,
            @Nullable ScoredRows champion,
            @Nullable ScoredRows unrounded,
            GateInput input) {
        Double testShare = held.manifest().task().split().test();
        return new Judged(
                policy,
                testShare == null ? 1 : testShare,
                rows,
                challenger,
                champion,
                unrounded,
                input,
                Spans.in("ask the gate", () -> PromotionGate.decide(input, policy)));
    }

    private ScoredRows answers(String who, Held model, RowsToScore rows) throws UnusableInput {
        try {
            return Spans.in("answer test rows", () -> answers.of(model, rows.rows()));
        } catch (UnusableInput e) {
            throw e.of(who);
        }
    }

    /** What the model would answer to the test rows as it was trained; null where it serves so. */
    private @Nullable ScoredRows unrounded(Held challenger, HeldOut held) throws UnusableInput {
        Optional<Classifier> trained = models.rounds() ? challenger.classifier().unrounded() : Optional.empty();
        if (trained.isEmpty()) {
            return null;
        }
        try (Classifier model = trained.get()) {
            return new ScoredRows(
                    model.labels(),
                    model.probabilities(
                            held.test().stream().map(DatasetRow::content).toList()));
        }
    }

    /** The test rows that the challenger answers wrongly; with a champion, those of them that it answers rightly. */
    private static BitSet disagreements(RowsToScore rows, ScoredRows challenger, @Nullable ScoredRows champion) {
        List<String> truth = rows.truth();
        int[] is = Predictions.mostProbable(challenger.probabilities());
        int[] was = champion == null ? new int[0] : Predictions.mostProbable(champion.probabilities());
        return IntStream.range(0, rows.tests())
                .filter(row -> !challenger.labels().get(is[row]).equals(truth.get(row)))
                .filter(row ->
                        champion == null || champion.labels().get(was[row]).equals(truth.get(row)))
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private static long bytes(ModelFolder model) {
        return Math.max(
                1, model.files().stream().mapToLong(ModelFolder.File::bytes).sum());
    }

    /** Measured only where the task has a limit: it costs the champion's loading, where its answers are known. */
    private static Costs.@Nullable Latency latency(GatePolicy policy, Held champion, Held challenger, HeldOut held)
            throws UnusableInput {
        return policy.maximumLatencyRatio() == null
                ? null
                : LatencyProbe.measure(champion.classifier(), challenger.classifier(), held.test())
                        .orElse(null);
    }

    /** Which of the rows came with batches that the champion's snapshot already had. */
    private BitSet earlier(ModelVersion live, List<DatasetRow> rows) throws UnusableInput {
        try {
            SnapshotManifest snapshot =
                    datasets.manifest(live.evaluation().run().snapshot());
            Set<String> batches = snapshot.shards().stream()
                    .map(SnapshotManifest.Shard::batchId)
                    .collect(Collectors.toSet());
            return IntStream.range(0, rows.size())
                    .filter(row -> batches.contains(rows.get(row).batchId()))
                    .collect(BitSet::new, BitSet::set, BitSet::or);
        } catch (UnusableInput e) {
            throw e.of("The snapshot of the champion, version " + live.version() + ",");
        }
    }
}
