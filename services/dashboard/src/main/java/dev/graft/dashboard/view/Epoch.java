package dev.graft.dashboard.view;

import java.time.Instant;

/** A point of a run's curve; losses in nats, scores from 0 to 1. */
public record Epoch(
        int epoch,
        double trainLoss,
        double validationLoss,
        double validationAccuracy,
        double validationMacroF1,
        double learningRate,
        double samplesPerSecond,
        Instant time) {}
