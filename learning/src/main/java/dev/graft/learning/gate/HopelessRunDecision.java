package dev.graft.learning.gate;

/** Whether a running training may go on. */
public sealed interface HopelessRunDecision {

    /** The run goes on. */
    record Continue() implements HopelessRunDecision {}

    /**
     * The run cannot reach the champion any more.
     *
     * @param sentence the reason for a person
     * @param optimisticBound the highest validation score that the curve still allows, in [0, 1]
     */
    record Stop(String sentence, double optimisticBound) implements HopelessRunDecision {}
}
