package dev.graft.dashboard.view;

import java.time.Duration;
import java.util.List;

/**
 * A batch with the events that it set off.
 *
 * @param elapsedMillis from the first event to the last
 * @param computeMillis how much of that was training and evaluation
 * @param whole false: it is too old, and its events are not remembered
 */
public record BatchDetail(
        BatchSummary batch, List<ChainLink> chain, long elapsedMillis, long computeMillis, boolean whole) {

    /** Of a batch of which the line in the list is left. */
    public static BatchDetail ofLine(BatchSummary line) {
        long elapsed = Duration.between(line.since(), line.updated()).toMillis();
        return new BatchDetail(line, List.of(), elapsed, 0, false);
    }
}
