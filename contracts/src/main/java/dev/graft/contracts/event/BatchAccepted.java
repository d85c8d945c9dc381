package dev.graft.contracts.event;

import dev.graft.contracts.EventData;

/**
 * A batch is part of the data set; a snapshot follows as soon as the task's trigger allows it.
 *
 * @param batchId hash of the task and the batch's content
 * @param sequence the batch's place in the task's journal, from 1
 * @param report the quality report
 * @param pendingRows accepted rows that no snapshot holds yet, this batch's included
 * @param minimumNewRows how many the trigger waits for
 */
public record BatchAccepted(
        String task,
        int taskVersion,
        String batchId,
        long sequence,
        RowCounts rows,
        ObjectRef report,
        long pendingRows,
        int minimumNewRows)
        implements EventData {}
