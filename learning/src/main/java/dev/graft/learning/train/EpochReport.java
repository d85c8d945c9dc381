package dev.graft.learning.train;

/**
 * One epoch is done. A head warm-up with all its passes is one epoch, the first.
 *
 * @param phase what learnt in it
 * @param epoch from 1
 * @param epochs planned
 * @param trainLoss mean loss over the training rows while they were learnt from, nats
 * @param validationLoss mean cross-entropy on the validation rows afterwards, nats
 * @param validationAccuracy share of validation rows that are right
 * @param validationMacroF1 unweighted mean of the labels' F1 on the validation rows
 * @param learningRate the encoder's rate in the last step; in a probe, the head's
 * @param samplesPerSecond training rows a second
 * @param percent of the run's planned work, 0 to 100
 * @param secondsLeft until the last planned epoch ends, estimated
 * @param improved whether this is the best epoch so far
 * @param bestEpoch the epoch whose weights would be kept if training stopped now
 */
public record EpochReport(
        PhaseName phase,
        int epoch,
        int epochs,
        double trainLoss,
        double validationLoss,
        double validationAccuracy,
        double validationMacroF1,
        double learningRate,
        double samplesPerSecond,
        double percent,
        double secondsLeft,
        boolean improved,
        int bestEpoch) {}
