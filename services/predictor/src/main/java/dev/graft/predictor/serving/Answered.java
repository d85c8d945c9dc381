package dev.graft.predictor.serving;

import dev.graft.predictor.serving.AnswerRequest.Table;
import java.util.List;

/**
 * Inputs that a model has answered.
 *
 * @param table one row an input, in their order
 */
public record Answered(String task, List<Input> inputs, Table table) {
    /** What a model is told of what was asked. */
    @FunctionalInterface
    public interface Listener {
        /** Called by the thread that computed, before the asker has the answer: returns at once. */
        void onAnswered(Answered answered);
    }
}
