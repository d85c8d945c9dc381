package dev.graft.evaluator.comparison;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.task.Gate;
import dev.graft.evaluator.answering.Datasets;
import dev.graft.evaluator.answering.HeldOut;
import dev.graft.evaluator.answering.LoadedModels;
import dev.graft.evaluator.answering.LoadedModels.Held;
import dev.graft.evaluator.answering.ModelAnswers;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.evaluator.comparison.Judgement.Judged;
import dev.graft.learning.gate.GateInput;
import dev.graft.learning.gate.GateVerdict;
import dev.graft.learning.gate.PromotionGate;
import dev.graft.learning.gate.ScoredRows;
import dev.graft.learning.gate.Slice;
import dev.graft.learning.gate.TestSplit;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
    Judged first(RunCompleted run, HeldOut rows) throws UnusableInput {
        Gate gate = rows.manifest().task().gate();
        try (Held challenger = models.hold(run.model())) {
            GateInput input = split(rows).firstModel(answers("The challenger", challenger, rows));
            challenger.prefer();
            return judged(gate, input);
        }
    }

    /** The verdict on a challenger that meets a champion. The model that will be live stays loaded, if one can. */
    Judged against(ModelVersion live, RunCompleted run, HeldOut rows) throws UnusableInput {
        Gate gate = rows.manifest().task().gate();
        BitSet earlier = earlier(live, rows.test());
        try (Held champion = models.hold(live.evaluation().run().model());
                Held challenger = models.hold(run.model())) {
            ScoredRows before = answers("The champion, version " + live.version() + ",", champion, rows);
            ScoredRows after = answers("The challenger", challenger, rows);
            Judged judged = judged(gate, split(rows).challenge(after, before, earlier));
            (judged.verdict().promoted() ? challenger : champion).prefer();
            return judged;
        }
    }

    private static Judged judged(Gate gate, GateInput input) {
        GateVerdict verdict = PromotionGate.decide(input, TaskGate.policy(gate));
        return new Judged(TaskGate.metric(gate).id(), input, verdict);
    }

    private ScoredRows answers(String who, Held model, HeldOut rows) throws UnusableInput {
        try {
            return answers.of(model, rows.test());
        } catch (UnusableInput e) {
            throw e.of(who);
        }
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

    private static TestSplit split(HeldOut rows) {
        return new TestSplit(rows.test().stream().map(DatasetRow::label).toList(), byDataSource(rows.test()));
    }

    /** The rows of each data source, so that none pays for the gain of another; rows without one are in no such slice. */
    private static Map<String, BitSet> byDataSource(List<DatasetRow> rows) {
        Map<String, BitSet> slices = new TreeMap<>();
        for (int row = 0; row < rows.size(); row++) {
            String source = rows.get(row).dataSource();
            if (source != null) {
                slices.computeIfAbsent(Slice.ofDataSource(source), name -> new BitSet())
                        .set(row);
            }
        }
        return slices;
    }
}
