package dev.graft.predictor.serving.storage;

import dev.graft.contracts.task.Task;
import dev.graft.learning.preparation.TextPreparation;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.predictor.serving.Classifier;
import dev.graft.predictor.serving.Input;
import java.util.List;
import java.util.stream.IntStream;

/** A model of texts, or of pairs of them, which prepares them as those that it learnt from were. */
record OfTexts(TextClassifier model, TextSignature signature) implements Classifier {
    @Override
    public String modality() {
        return signature.pairs() ? Task.TEXT_PAIR : Task.TEXT;
    }

    @Override
    public List<String> preparation() {
        return signature.preparation().ids();
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
                .mapToObj(index -> prepared(index, inputs))
                .toList();
    }

    private TextInput prepared(int index, List<Input> inputs) {
        TextPreparation steps = signature.preparation();
        if (signature.pairs()) {
            Input.Pair pair = Input.at(index, inputs, Input.Pair.class);
            return new TextInput(steps.apply(pair.text()), steps.apply(pair.textPair()));
        }
        return TextInput.of(
                steps.apply(Input.at(index, inputs, Input.Text.class).text()));
    }

    @Override
    public void close() {
        model.close();
    }
}
