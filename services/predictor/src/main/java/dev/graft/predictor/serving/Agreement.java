package dev.graft.predictor.serving;

/**
 * How often a version gives requests of the last time the label that the version before it gave them.
 *
 * @param version the one before
 * @param inputs that were compared, at most {@value RecordedInputs#MOST}
 * @param same of these inputs, those with the same most probable label
 */
public record Agreement(int version, int inputs, int same) {}
