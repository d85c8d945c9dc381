package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;

/**
 * A wish to read one part of a batch that is too large for one process. The parts of a batch go to all partitions in turn,
 * so that the processes of a consumer group share them.
 *
 * @param taskVersion the declaration by which the rows are read
 * @param batchId the batch: a hash of the task and the batch's content
 * @param part which one, from 1
 * @param parts how many the batch has
 */
public record BatchPartRequested(String task, int taskVersion, String batchId, int part, int parts)
        implements EventData {
    @Override
    public Integer partition() {
        return Math.floorMod(batchId.hashCode() + part, EventType.PARTITIONS);
    }
}
