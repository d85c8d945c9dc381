package dev.graft.learning.strategy;

/** What early stopping watches on the validation split. */
public enum ValidationMetric {
    /** Unweighted mean of the labels' F1; higher is better. */
    MACRO_F1,
    /** Share of rows whose most probable label is right; higher is better. */
    ACCURACY,
    /** Mean cross-entropy in nats; lower is better. */
    LOSS
}
