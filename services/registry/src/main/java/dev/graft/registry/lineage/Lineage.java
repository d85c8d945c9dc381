package dev.graft.registry.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.Scores;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a version comes from, from its batches to its files.
 *
 * @param absent what should be in the store and is not, or is not readable
 */
public record Lineage(
        Batches batches, Snapshot snapshot, Run run, EvaluationOf evaluation, ModelFolder files, List<String> absent) {

    /**
     * The batches that the snapshot holds.
     *
     * @param total how many
     * @param newest the newest of them, oldest first
     */
    public record Batches(int total, List<Batch> newest) {}

    /**
     * A batch.
     *
     * @param sequence its place in the data set's journal
     * @param rowsInSnapshot rows that it added
     * @param counts rows received, accepted, quarantined and duplicate; null: its manifest is absent
     * @param report its quality report; null: absent
     */
    public record Batch(
            String batchId,
            long sequence,
            long rowsInSnapshot,
            @Nullable JsonNode counts,
            @Nullable JsonNode report) {}

    /**
     * The snapshot that the run learnt from.
     *
     * @param rows by split; null: the manifest is absent
     * @param labels of the task
     * @param labelCounts rows by label
     */
    public record Snapshot(
            String snapshotId,
            ObjectRef manifest,
            int taskVersion,
            @Nullable JsonNode rows,
            @Nullable JsonNode labels,
            @Nullable JsonNode labelCounts) {}

    /**
     * The run.
     *
     * @param startedFrom the version it started from; null: the bare backbone
     * @param plan what it was resolved to; null: absent
     * @param detail what the trainer kept of it; null: absent
     */
    public record Run(
            String runId,
            @Nullable Integer startedFrom,
            int bestEpoch,
            int epochs,
            boolean stoppedEarly,
            double validationAccuracy,
            double validationMacroF1,
            double computeSeconds,
            @Nullable JsonNode plan,
            @Nullable JsonNode detail) {}

    /**
     * The evaluation that decided.
     *
     * @param championVersion what the version was compared with; null: there was no champion
     * @param slices figures on each part of the test split
     */
    public record EvaluationOf(
            int attempt,
            ObjectRef document,
            @Nullable Integer championVersion,
            @Nullable String metric,
            Scores challenger,
            @Nullable Scores champion,
            List<Slice> slices) {}

    /** Headline figures on a part of the test split. */
    public record Slice(
            String name, Figures challenger, @Nullable Figures champion) {}

    /** Shares from 0 to 1 over {@code rows} test rows. */
    public record Figures(long rows, double accuracy, double macroF1) {}
}
