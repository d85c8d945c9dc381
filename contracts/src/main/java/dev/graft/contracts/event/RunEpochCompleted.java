package dev.graft.contracts.event;

import dev.graft.contracts.EventData;

/**
 * One pass over the training split is done.
 *
 * @param epoch 1 to {@code plannedEpochs}
 * @param trainLoss mean cross-entropy (nats) over the epoch
 * @param samplesPerSecond training rows a second in this epoch
 * @param percent of the planned steps, 0 to 100
 * @param secondsLeft estimate until the last planned epoch
 * @param bestEpoch the epoch whose weights would be kept if training stopped now
 */
public record RunEpochCompleted(
        String task,
        String runId,
        String snapshotId,
        int epoch,
        int plannedEpochs,
        double trainLoss,
        double validationLoss,
        double validationAccuracy,
        double validationMacroF1,
        double learningRate,
        double samplesPerSecond,
        double percent,
        double secondsLeft,
        int bestEpoch)
        implements EventData {}
