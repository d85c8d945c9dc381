package dev.graft.learning.train;

/**
 * How far a run is, after a step.
 *
 * @param phase what it is doing
 * @param epoch the epoch in progress, from 1
 * @param epochs planned
 * @param percent of the planned work, 0 to 100
 * @param samplesPerSecond rows a second since the phase began
 * @param secondsLeft until the last planned epoch ends, as estimated from the work done so far
 */
public record Progress(
        PhaseName phase, int epoch, int epochs, double percent, double samplesPerSecond, double secondsLeft) {}
