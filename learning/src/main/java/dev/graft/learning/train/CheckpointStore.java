package dev.graft.learning.train;

import java.io.IOException;
import java.util.Optional;

/** Where a run keeps its checkpoints. */
public interface CheckpointStore {

    /** Keeps nothing: such a run cannot be resumed. */
    CheckpointStore NONE = new CheckpointStore() {
        @Override
        public void save(Checkpoint checkpoint) {
            // A run that nobody resumes has no use for it.
        }

        @Override
        public Optional<Checkpoint> latest() {
            return Optional.empty();
        }
    };

    /**
     * Keeps a checkpoint, whole or not at all. Its tensors are views of the run's memory and valid during this call
     * only. An {@link IOException} ends the run.
     */
    void save(Checkpoint checkpoint) throws IOException;

    /** The checkpoint that was saved last. */
    Optional<Checkpoint> latest() throws IOException;
}
