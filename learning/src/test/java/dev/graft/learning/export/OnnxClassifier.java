package dev.graft.learning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.graft.learning.OnnxSessions;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.FusedClassifierFolder;
import dev.graft.learning.model.TextModel;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextTokenizer;
import dev.graft.learning.text.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An exported classifier in onnxruntime, fed with padded batches. */
final class OnnxClassifier implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<Encoder> encoders;

    /** What feeds one encoder: the names of its inputs begin with {@code prefix}. */
    private record Encoder(String prefix, TextTokenizer tokenizer, int pad) {}

    OnnxClassifier(Path file, Path folder) throws OrtException, IOException {
        this(file, folder, TextModel.read(folder).maxLength());
    }

    OnnxClassifier(Path file, Path folder, int maxLength) throws OrtException, IOException {
        this.session = OnnxSessions.open(file);
        this.encoders = new ArrayList<>();
        if (TextModel.read(folder) instanceof FusedClassifierFolder fused) {
            for (BackboneFiles backbone : fused.backbones()) {
                TextTokenizer tokenizer = new TextTokenizer(backbone.tokenizer(), maxLength);
                encoders.add(new Encoder(
                        backbone.name() + ".", tokenizer, backbone.config().padTokenId()));
            }
        } else {
            ClassifierFolder model = ClassifierFolder.read(folder);
            TextTokenizer tokenizer = new TextTokenizer(model.tokenizer(), maxLength);
            encoders.add(new Encoder("", tokenizer, model.config().encoder().padTokenId()));
        }
    }

    /** Fails unless a served model has a classifier's answers, all at once and one by one. */
    static void assertServes(TextClassifier served, TextClassifier classifier, List<TextInput> inputs) {
        float[][] logits = classifier.logits(inputs);
        float[][] together = served.logits(inputs);
        assertThat(served.labels()).isEqualTo(classifier.labels());
        for (int i = 0; i < inputs.size(); i++) {
            assertThat(together[i]).containsExactly(logits[i], within(1e-4f));
            assertThat(served.logits(List.of(inputs.get(i)))[0]).containsExactly(together[i], within(1e-5f));
        }
    }

    float[][] run(String output, List<TextInput> inputs) throws OrtException {
        Map<String, OnnxTensor> feed = new HashMap<>();
        try {
            for (Encoder encoder : encoders) {
                feed(encoder, encoder.tokenizer().encode(inputs), feed);
            }
            try (OrtSession.Result result = session.run(feed)) {
                return (float[][]) result.get(output).orElseThrow().getValue();
            }
        } finally {
            feed.values().forEach(OnnxTensor::close);
        }
    }

    /** Fails unless the inputs have the classifier's answers, all at once and, for logits, one by one. */
    void assertAnswersAs(TextClassifier classifier, List<TextInput> inputs, float logitTolerance) throws OrtException {
        float[][] logits = classifier.logits(inputs);
        float[][] probabilities = classifier.probabilities(inputs);
        float[][] together = run("logits", inputs);
        for (int i = 0; i < inputs.size(); i++) {
            assertThat(together[i]).containsExactly(logits[i], within(logitTolerance));
            assertThat(run("logits", List.of(inputs.get(i)))[0]).containsExactly(logits[i], within(logitTolerance));
            assertThat(run("probabilities", inputs)[i]).containsExactly(probabilities[i], within(1e-5f));
        }
    }

    private void feed(Encoder encoder, List<Tokens> rows, Map<String, OnnxTensor> feed) throws OrtException {
        int longest = rows.stream().mapToInt(Tokens::length).max().orElseThrow();
        long[][] ids = new long[rows.size()][longest];
        long[][] types = new long[rows.size()][longest];
        long[][] mask = new long[rows.size()][longest];
        for (int i = 0; i < rows.size(); i++) {
            Tokens row = rows.get(i);
            for (int s = 0; s < longest; s++) {
                ids[i][s] = s < row.length() ? row.id(s) : encoder.pad();
                types[i][s] = s < row.length() ? row.type(s) : 0;
                mask[i][s] = s < row.length() ? 1 : 0;
            }
        }
        feed.put(encoder.prefix() + "input_ids", OnnxTensor.createTensor(environment, ids));
        feed.put(encoder.prefix() + "attention_mask", OnnxTensor.createTensor(environment, mask));
        if (session.getInputNames().contains(encoder.prefix() + "token_type_ids")) {
            feed.put(encoder.prefix() + "token_type_ids", OnnxTensor.createTensor(environment, types));
        }
    }

    @Override
    public void close() throws OrtException {
        encoders.forEach(encoder -> encoder.tokenizer().close());
        session.close();
    }
}
