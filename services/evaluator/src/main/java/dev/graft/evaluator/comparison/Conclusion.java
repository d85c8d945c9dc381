package dev.graft.evaluator.comparison;

import dev.graft.contracts.document.Evaluation;
import dev.graft.contracts.event.ModelEvaluated;

/**
 * What an evaluation ends with.
 *
 * @param verdict to announce
 * @param evaluation all that was measured; the object that the verdict refers to holds the same
 */
public record Conclusion(ModelEvaluated verdict, Evaluation evaluation) {}
