package dev.graft.contracts.event;

import dev.graft.contracts.EventData;

/**
 * One part of a batch is read: its rows wait to be compared with the data set once all parts are.
 *
 * @param taskVersion the declaration by which the rows were read
 * @param batchId the batch: a hash of the task and the batch's content
 * @param part which one, from 1
 * @param parts how many the batch has
 * @param rows of the part; 0 where it could not be read, for which its batch is refused
 * @param unfitRows of them, how many break a rule by themselves
 */
public record BatchPartPrepared(
        String task, int taskVersion, String batchId, int part, int parts, long rows, long unfitRows)
        implements EventData {}
