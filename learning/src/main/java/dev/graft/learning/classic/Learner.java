package dev.graft.learning.classic;

/**
 * A way to learn a classifier. Implementations are immutable records of their settings: the same rows give the same
 * classifier.
 */
public interface Learner {

    /** @throws IllegalArgumentException where the rows cannot be learnt from, with a remedy */
    Classifier fit(LabelledVectors rows);
}
