package dev.graft.learning.train;

import java.nio.file.Path;
import java.util.List;

/** How a run ended, where it did not fail. */
public sealed interface TrainingOutcome {

    /** The epochs that ran, those before a resume included. */
    List<EpochReport> history();

    /**
     * There is a model.
     *
     * @param best the epoch whose weights the model holds
     * @param stoppedEarly whether patience ended it before the last planned epoch
     * @param history of all epochs
     * @param model folder in Hugging Face layout
     */
    record Completed(EpochReport best, boolean stoppedEarly, List<EpochReport> history, Path model)
            implements TrainingOutcome {}

    /**
     * Someone stopped it; there is no model.
     *
     * @param reason as the stop signal gave it
     * @param epoch the last completed one; 0: none
     * @param history of all completed epochs
     */
    record Stopped(String reason, int epoch, List<EpochReport> history) implements TrainingOutcome {}
}
