package dev.graft.learning.train;

/** What a run is doing. */
public enum PhaseName {
    /** Probes backbones before anything is trained; not part of a training, but of what comes before it. */
    CHECK,
    /** Computes what the frozen layers give, once. */
    PREPARE,
    /** Trains the backbone so that rows of one label have similar features. */
    CONTRAST,
    /** Trains the head alone. */
    PROBE,
    /** Trains the head and the encoder's upper layers. */
    FINE_TUNE,
    /** Trains a student's head and layers beside its teacher. */
    DISTIL,
    /** Trains the head and the encoder's upper layers, and brings the features of two domains together. */
    ADAPT
}
