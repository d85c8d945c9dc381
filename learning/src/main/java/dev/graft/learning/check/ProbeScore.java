package dev.graft.learning.check;

import java.util.OptionalDouble;

/**
 * How well something answers rows that it did not learn from. Accuracy and F1 come from the answers of all folds
 * together, ROC AUC is the folds' mean: probabilities of different probes cannot be ranked together (Forman and Scholz,
 * "Apples-to-apples in cross-validation studies", 2010).
 *
 * @param accuracy share of rows answered rightly
 * @param accuracyDeviation standard deviation of the folds' accuracy
 * @param macroF1 mean F1 over the labels, in [0, 1]
 * @param rocAuc mean one-vs-rest ROC AUC over the labels for which a fold defines it, in [0, 1]; empty if none does
 */
public record ProbeScore(double accuracy, double accuracyDeviation, double macroF1, OptionalDouble rocAuc) {}
