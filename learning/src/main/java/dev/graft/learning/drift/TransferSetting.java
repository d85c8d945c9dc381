package dev.graft.learning.drift;

/** Where the labels are that a transfer can learn from. */
public enum TransferSetting {
    /** All rows of the target domain have a label. */
    SUPERVISED,
    /** Some rows of the target domain have one. */
    SEMI_SUPERVISED,
    /** Only rows of the source domain have one. */
    UNSUPERVISED,
    /** The target's labels have too few rows each to fine-tune on. */
    FEW_SHOT
}
