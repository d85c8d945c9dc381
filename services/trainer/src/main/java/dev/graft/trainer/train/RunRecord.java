package dev.graft.trainer.train;

import dev.graft.learning.train.EpochReport;
import java.util.List;

/**
 * What is kept of a run beside its end.
 *
 * @param attempt the token of the attempt that ended it
 * @param epochs those that ran
 */
public record RunRecord(long attempt, List<EpochReport> epochs) {
    public RunRecord {
        epochs = List.copyOf(epochs);
    }
}
