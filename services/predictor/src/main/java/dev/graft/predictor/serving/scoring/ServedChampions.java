package dev.graft.predictor.serving.scoring;

import dev.graft.predictor.serving.AnswerRequest;
import dev.graft.predictor.serving.AnswerRequest.Answer;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.ServedModel;
import java.util.List;
import java.util.Optional;

/** The champions that are in service here. */
public record ServedChampions(AnswerRequest answers) implements Champions {
    @Override
    public Optional<Answer> answer(String task, List<Input> inputs) {
        return answers.answer(task, inputs);
    }

    @Override
    public Optional<String> modality(String task) {
        return answers.model(task).map(ServedModel::modality);
    }
}
