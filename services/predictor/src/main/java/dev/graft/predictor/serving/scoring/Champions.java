package dev.graft.predictor.serving.scoring;

import dev.graft.predictor.serving.AnswerRequest.Answer;
import dev.graft.predictor.serving.Input;
import java.util.List;
import java.util.Optional;

/** Who is asked. */
public interface Champions {
    /**
     * Empty when the task has no champion in service.
     *
     * @throws dev.graft.predictor.serving.UnreadableInput when an input is not what the model reads
     */
    Optional<Answer> answer(String task, List<Input> inputs);

    /** What the task's champion reads; empty when nobody knows. */
    Optional<String> modality(String task);
}
