package dev.graft.predictor.serving.storage;

import dev.graft.contracts.task.Task;
import dev.graft.learning.preparation.TextPreparation;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.predictor.serving.Classifier;
import dev.graft.predictor.serving.Input;
import java.util.List;
import java.util.stream.IntStream;

/** A model of texts, which prepares them as those that it learnt from were. */
record OfTexts(TextClassifier model, TextPreparation cleaning) implements Classifier {
    @Override
    public String modality() {
        return Task.TEXT;
    }

    @Override
    public List<String> preparation() {
        return cleaning.ids();
    }

    @Override
    public List<String> labels() {
        return model.labels();
    }

    @Override
    public float[][] probabilities(List<Input> inputs) {
        return model.probabilities(prepared(inputs));
    }

    @Override
    public float[][] features(List<Input> inputs) {
        return model.features(prepared(inputs));
    }

    private List<TextInput> prepared(List<Input> inputs) {
        return IntStream.range(0, inputs.size())
                .mapToObj(index -> Input.at(index, inputs, Input.Text.class).text())
                .map(cleaning::apply)
                .map(TextInput::of)
                .toList();
    }

    @Override
    public void close() {
        model.close();
    }
}
