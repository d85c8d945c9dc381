package dev.graft.learning.drift;

/** Whether a batch comes from the distribution of the reference. */
public enum DriftVerdict {
    /** No difference that chance does not explain. */
    NONE,
    /** At least one aspect differs beyond chance, at the report's level. */
    DRIFTED
}
