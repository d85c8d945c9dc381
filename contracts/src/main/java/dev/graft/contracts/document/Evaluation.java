package dev.graft.contracts.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.graft.contracts.event.Interval;
import dev.graft.contracts.event.ModelEvaluated;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that an evaluation measured, beside the verdict that {@link ModelEvaluated} carries.
 *
 * @param metric the gate's metric
 * @param slices the slices of the test split, {@code all} first, and of the rows beside it, such as {@code golden-set}
 * @param forgetting what the challenger lost of what earlier batches taught; null: there was no champion, or no earlier batch
 * @param robustness what the models lose when rows change a little, by change
 * @param costs what the models cost where they serve; null: there was no champion
 */
public record Evaluation(
        String task,
        String runId,
        int attempt,
        String snapshotId,
        @Nullable Integer championVersion,
        ModelEvaluated.Decision decision,
        String summary,
        String metric,
        List<String> labels,
        List<Slice> slices,
        @Nullable Forgetting forgetting,
        List<Robustness> robustness,
        @Nullable Costs costs) {

    /** Evaluations that were written before some of it was measured lack it. */
    @JsonCreator
    @SuppressWarnings("ConstantValue")
    public Evaluation {
        robustness = robustness == null ? List.of() : List.copyOf(robustness);
    }

    /**
     * Challenger and champion on the same rows.
     *
     * @param champion null: there was no champion
     * @param gains by score, how much better the challenger is, whichever way the score points; empty: there was no champion
     */
    public record Slice(
            String name, Report challenger, @Nullable Report champion, Map<String, Gain> gains) {

        /** In the order in which the scores are shown. */
        @SuppressWarnings("ConstantValue")
        public Slice {
            gains = gains == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(gains));
        }
    }

    /**
     * How much better the challenger is by one score.
     *
     * @param interval where the true gain lies; null: the rows are too few to tell
     */
    public record Gain(double value, @Nullable Interval interval) {}

    /**
     * What a model did on the rows of a slice. Rates and averages are 0 where they are not defined.
     *
     * @param balancedAccuracy mean recall over the labels that have rows
     * @param macroPrecision mean over the labels that have rows, as {@code macroRecall} and {@code macroF1}
     * @param weightedF1 mean over the labels, each as heavy as its rows, as {@code weightedPrecision} and {@code
     *     weightedRecall}
     * @param microF1 every row counts the same: the accuracy, where each row has one label
     * @param rocAuc one-vs-rest, mean over the labels for which it is defined; null: for none, or not measured here
     * @param prAuc one-vs-rest average precision, mean over the labels that have rows; null: not measured here
     * @param matthewsCorrelation -1 to 1
     * @param cohensKappa -1 to 1; null: not defined
     * @param classes per label; empty on the slices of a family
     * @param confusion rows by true label and predicted label, in the order of {@link Evaluation#labels()}; empty on the
     *     slices of a family, and with many labels
     * @param reliability empty on the slices of a family
     */
    public record Report(
            long rows,
            double accuracy,
            double balancedAccuracy,
            double macroPrecision,
            double macroRecall,
            double macroF1,
            double microF1,
            double weightedPrecision,
            double weightedRecall,
            double weightedF1,
            @Nullable Double rocAuc,
            @Nullable Double prAuc,
            double matthewsCorrelation,
            @Nullable Double cohensKappa,
            double logLoss,
            double brier,
            double calibrationError,
            List<ClassScore> classes,
            List<List<Long>> confusion,
            List<ReliabilityBin> reliability) {}

    /**
     * Precision, recall and F1 of one class; 0 where they are not defined.
     *
     * @param rocAuc against all others; null: not defined, or not measured here
     * @param prAuc against all others; null: not measured here
     */
    public record ClassScore(
            String label,
            long support,
            double precision,
            double recall,
            double f1,
            @Nullable Double rocAuc,
            @Nullable Double prAuc) {}

    /** Rows whose confidence falls into one bin: how sure the model was and how often it was right. */
    public record ReliabilityBin(double from, double to, long rows, double confidence, double accuracy) {}

    /**
     * Backward transfer (Lopez-Paz and Ranzato, "Gradient Episodic Memory", 2017) against the champion, which had learnt
     * the earlier batches.
     *
     * @param backwardTransfer mean over the batches of the challenger's score less the champion's; below 0: forgotten
     * @param batches each earlier batch that has test rows, the oldest first
     */
    public record Forgetting(double backwardTransfer, List<EarlierBatch> batches) {}

    /** Both models' scores, by the gate's metric, on the test rows that one earlier batch brought. */
    public record EarlierBatch(String batchId, long rows, double challenger, double champion) {}

    /**
     * Scores, by the gate's metric, on rows as they are and on the same rows after a change that should not matter.
     *
     * @param change such as {@code typos}
     * @param champion null: there was no champion
     */
    public record Robustness(
            String change,
            long rows,
            Drop challenger,
            @Nullable Drop champion) {}

    /** A score before and after the change. */
    public record Drop(double unchanged, double changed) {}

    /**
     * What the models cost where they serve.
     *
     * @param championBytes of all files
     * @param challengerBytes of all files
     * @param championMillis median time of a row alone; null: not measured, as no limit is declared
     * @param challengerMillis the same of the challenger
     */
    public record Costs(
            long championBytes,
            long challengerBytes,
            @Nullable Double championMillis,
            @Nullable Double challengerMillis) {}
}
