package dev.graft.trainer.train;

import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingListener;
import dev.graft.learning.train.TrainingOutcome;
import dev.graft.trainer.plan.BackboneFacts;
import java.io.IOException;
import java.util.Map;
import java.util.SortedSet;

/** Whoever does the learning. */
public interface Learner {
    /** @throws IllegalArgumentException when there is no backbone of that name */
    BackboneFacts backbone(String name);

    /** Names of the backbones that this learner carries. */
    SortedSet<String> backbones();

    Lineage.Backbone provenance(String backbone);

    /** Names and versions of what takes part in training. */
    Map<String, String> libraries();

    /** The device that runs are trained on: {@code cpu} or {@code gpu:N}. */
    String device();

    /**
     * Trains on the calling thread; what the listener and the checkpoints throw ends it.
     *
     * @throws RunFailed when this run cannot give a model
     * @throws IOException when the disk fails
     */
    TrainingOutcome learn(
            Assignment assignment, CheckpointStore checkpoints, TrainingListener listener, StopSignal stop)
            throws RunFailed, IOException;
}
