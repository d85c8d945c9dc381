package dev.graft.learning.tabular;

/**
 * A step as some training rows have it.
 *
 * @param step as declared
 * @param change what it does to any row
 * @param effect what it did to the training rows
 */
record FittedStep(FeatureStep step, Transformation change, StepEffect effect) {}
