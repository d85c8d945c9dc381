package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import org.jspecify.annotations.Nullable;

/**
 * A run ended with a challenger.
 *
 * @param model the challenger, best weights restored
 * @param championVersion the version it started from; null: the bare backbone
 * @param bestEpoch the epoch whose weights the model holds
 * @param epochs how many epochs ran
 * @param stoppedEarly whether early stopping ended it before the planned number
 * @param computeSeconds time from taking the run up to the model being stored, of the attempt that finished it
 */
public record RunCompleted(
        String task,
        int taskVersion,
        String runId,
        String snapshotId,
        ObjectRef snapshot,
        ModelFolder model,
        @Nullable Integer championVersion,
        int bestEpoch,
        int epochs,
        boolean stoppedEarly,
        double validationAccuracy,
        double validationMacroF1,
        double computeSeconds)
        implements EventData {}
