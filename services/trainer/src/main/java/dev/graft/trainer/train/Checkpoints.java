package dev.graft.trainer.train;

import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.EpochReport;
import java.nio.file.Path;
import java.util.List;

/** The checkpoints of runs, below the folders of their attempts. */
public interface Checkpoints {
    /**
     * Where an attempt keeps its checkpoints; the latest is the newest whole one of all attempts.
     *
     * @param work a folder on the local disk that lives as long as the attempt
     */
    CheckpointStore open(String runId, long token, Path work);

    /** The epochs that the newest whole checkpoint knows of; none without one. */
    List<EpochReport> epochs(String runId);

    /** Deletes those of all attempts of a run that has ended, and, of a lost attempt, everything. */
    void clear(String runId, Iterable<Long> lostAttempts);
}
