package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import org.jspecify.annotations.Nullable;

/**
 * A batch is part of the data set; a snapshot follows as soon as the task's trigger allows it.
 *
 * @param batchId hash of the task and the batch's content
 * @param sequence the batch's place in the task's journal, from 1
 * @param report the quality report
 * @param pendingRows accepted rows that no snapshot holds yet and that are worth one, this batch's included: rows without
 *     labels are so to a task that adapts to them, once there are labels
 * @param minimumNewRows how many the trigger waits for
 * @param findings of the checks of its labels and its drift, which the report holds whole; null: nothing was checked
 */
public record BatchAccepted(
        String task,
        int taskVersion,
        String batchId,
        long sequence,
        RowCounts rows,
        ObjectRef report,
        long pendingRows,
        int minimumNewRows,
        @Nullable Findings findings)
        implements EventData {

    /**
     * What the checks of a batch found.
     *
     * @param checkedRows of its new rows
     * @param suspectedLabels of these, how many have a label that is probably wrong
     * @param drifted whether they differ from the data set beyond chance; null: there was too little to compare with
     */
    public record Findings(
            int checkedRows, int suspectedLabels, @Nullable Boolean drifted) {}

    /** A batch that was not checked. */
    public BatchAccepted(
            String task,
            int taskVersion,
            String batchId,
            long sequence,
            RowCounts rows,
            ObjectRef report,
            long pendingRows,
            int minimumNewRows) {
        this(task, taskVersion, batchId, sequence, rows, report, pendingRows, minimumNewRows, null);
    }
}
