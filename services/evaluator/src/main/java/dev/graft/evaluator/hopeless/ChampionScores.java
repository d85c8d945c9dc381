package dev.graft.evaluator.hopeless;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.task.Gate;
import dev.graft.evaluator.answering.Datasets;
import dev.graft.evaluator.answering.HeldOut;
import dev.graft.evaluator.answering.LiveModels;
import dev.graft.evaluator.answering.LoadedModels;
import dev.graft.evaluator.answering.LoadedModels.Held;
import dev.graft.evaluator.answering.ModelAnswers;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.evaluator.comparison.TaskGate;
import dev.graft.learning.gate.GateMetric;
import dev.graft.learning.gate.ScoredRows;
import dev.graft.learning.metrics.ClassificationReport;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run's validation curve has to reach: the champion's score on the validation rows of the run's own snapshot,
 * computed once for each champion and snapshot.
 *
 * <p>The comparison is fair: a row's split is a function of its content, so a validation row of this snapshot was never
 * a training row of the champion's. Champion and run have both chosen their best epoch by such rows, which flatters both
 * alike. The test rows decide in the end, and no run sees them.
 *
 * <p>Used by one thread.
 */
public final class ChampionScores {
    private static final int REMEMBERED = 64;

    private final LiveModels live;
    private final Datasets datasets;
    private final LoadedModels models;
    private final ModelAnswers answers;
    private final Map<Question, Optional<Bar>> known = new LinkedHashMap<>();

    public ChampionScores(LiveModels live, Datasets datasets, LoadedModels models, ModelAnswers answers) {
        this.live = live;
        this.datasets = datasets;
        this.models = models;
        this.answers = answers;
    }

    /**
     * A score to reach.
     *
     * @param metric the task's
     * @param score of the champion, 0 to 1
     * @param allowedLoss how far below a challenger may surely be taken, 0 to 1: the gate's non-inferiority margin
     * @param version of the champion
     */
    public record Bar(GateMetric metric, double score, double allowedLoss, int version) {

        /** What a challenger has to reach. */
        double needed() {
            return Math.max(0, score - allowedLoss);
        }
    }

    /** Empty without a champion, with one that knows other labels than the task, or without validation rows. */
    public Optional<Bar> bar(RunStarted run) throws UnusableInput {
        Optional<ModelVersion> champion = live.champion(run.task());
        if (champion.isEmpty()) {
            return Optional.empty();
        }
        String model = LoadedModels.idOf(champion.get().evaluation().run().model());
        Question question = new Question(model, run.snapshot().sha256());
        Optional<Bar> bar = known.get(question);
        if (bar == null) {
            bar = computed(champion.get(), run);
            known.put(question, bar);
            if (known.size() > REMEMBERED) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return bar;
    }

    private Optional<Bar> computed(ModelVersion champion, RunStarted run) throws UnusableInput {
        live.requireTrusted(champion);
        HeldOut rows = datasets.heldOut(run.snapshot());
        try (Held model = models.hold(champion.evaluation().run().model())) {
            List<String> labels = answers.labels(model);
            boolean comparable = new HashSet<>(labels)
                    .equals(new HashSet<>(rows.manifest().task().labels()));
            if (!comparable || rows.validation().isEmpty()) {
                return Optional.empty();
            }
            Gate gate = rows.manifest().task().gate();
            GateMetric metric = TaskGate.metric(gate);
            ScoredRows scored = answers.of(model, rows.validation());
            double score = CurveScore.of(metric, report(scored, rows.validation()));
            double allowedLoss = Objects.requireNonNullElse(gate.nonInferiorityMargin(), 0.0);
            return Optional.of(new Bar(metric, score, allowedLoss, champion.version()));
        }
    }

    private static ClassificationReport report(ScoredRows scored, List<DatasetRow> rows) throws UnusableInput {
        int[] truth = rows.stream()
                .mapToInt(row -> scored.labels().indexOf(row.label()))
                .toArray();
        for (int row = 0; row < truth.length; row++) {
            if (truth[row] < 0) {
                throw new UnusableInput(
                        "a validation row is labelled '" + rows.get(row).label() + "', which the task does not know");
            }
        }
        return ClassificationReport.of(truth, scored.probabilities(), scored.labels());
    }

    private record Question(String model, String snapshot) {}
}
