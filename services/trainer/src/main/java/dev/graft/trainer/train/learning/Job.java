package dev.graft.trainer.train.learning;

import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingListener;
import dev.graft.trainer.train.Assignment;
import dev.graft.trainer.train.RunFailed;
import java.io.IOException;

/** A run, ready to begin, whatever it reads. */
@FunctionalInterface
interface Job {
    FineTuning with(CheckpointStore checkpoints, TrainingListener listener, StopSignal stop);

    /** Whoever makes jobs of rows of one kind. */
    @FunctionalInterface
    interface Maker {
        /**
         * @throws RunFailed where the champion cannot be read, or the rows cannot be learnt from
         * @throws IOException when the disk fails
         */
        Job job(Assignment assignment) throws RunFailed, IOException;
    }
}
