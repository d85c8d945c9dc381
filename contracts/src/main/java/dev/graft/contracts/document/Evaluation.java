package dev.graft.contracts.document;

import dev.graft.contracts.event.ModelEvaluated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an evaluation measured, beside the verdict that {@link ModelEvaluated} carries.
 *
 * @param metric the gate's metric
 * @param slices the slices of the test split, {@code all} first
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
        List<Slice> slices) {

    /**
     * Challenger and champion on the same rows.
     *
     * @param champion null: there was no champion
     */
    public record Slice(
            String name, Report challenger, @Nullable Report champion) {}

    /**
     * What a model did on the rows of a slice.
     *
     * @param confusion rows by true label and predicted label, in the order of {@link Evaluation#labels()}
     */
    public record Report(
            long rows,
            double accuracy,
            double macroF1,
            double logLoss,
            double brier,
            double calibrationError,
            List<ClassScore> classes,
            List<List<Long>> confusion,
            List<ReliabilityBin> reliability) {}

    /** Precision, recall and F1 of one class; 0 where they are not defined. */
    public record ClassScore(String label, long support, double precision, double recall, double f1) {}

    /** Rows whose confidence falls into one bin: how sure the model was and how often it was right. */
    public record ReliabilityBin(double from, double to, long rows, double confidence, double accuracy) {}
}
