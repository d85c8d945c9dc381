package dev.graft.learning.text;

import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.backbone.TokenBatch;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.FusedClassifierFolder;
import dev.graft.learning.model.Head;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.TextModel;
import dev.graft.learning.tensor.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained classifier ready for use. Safe for many threads; {@link #close()} waits for calls in progress, later calls
 * fail with {@link IllegalStateException}.
 */
public final class TextClassifier implements AutoCloseable {

    private final List<String> labels;
    private final HeadKind kind;
    private final TextScorer scorer;

    private TextClassifier(TextModel model, TextScorer scorer) {
        this.labels = model.labels();
        this.kind = model.kind();
        this.scorer = scorer;
    }

    /** Loads the folder that a training run wrote; its files are not needed afterwards. */
    public static TextClassifier load(Path folder, DeviceChoice device) throws IOException {
        TextModel model = TextModel.read(folder);
        return new TextClassifier(
                model,
                model instanceof FusedClassifierFolder fused
                        ? fused(fused, device)
                        : single((ClassifierFolder) model, device));
    }

    /** A classifier whose logits somebody else computes; it closes {@code scorer}. */
    public static TextClassifier of(TextModel model, TextScorer scorer) {
        return new TextClassifier(model, scorer);
    }

    private static Loaded<?> single(ClassifierFolder model, DeviceChoice device) throws IOException {
        BertConfig encoder = model.config().encoder();
        TextTokenizer tokenizer = new TextTokenizer(model.tokenizer(), model.maxLength());
        BatchedText<TokenBatch> texts = new BatchedText<>(TextReader.of(tokenizer, encoder.padTokenId()), device);
        Parameters weights = new Parameters(texts.manager(), model.weights());
        return new Loaded<>(texts, TextNetwork.of(encoder, weights));
    }

    private static Loaded<?> fused(FusedClassifierFolder model, DeviceChoice device) throws IOException {
        BatchedText<List<TokenBatch>> texts = new BatchedText<>(FusedText.reader(model), device);
        Parameters head = new Parameters(texts.manager(), model.head());
        return new Loaded<>(texts, new TextNetwork<>(FusedText.backbone(model, head), new Head(head)));
    }

    /** A network with what feeds it. */
    private record Loaded<B>(BatchedText<B> texts, TextNetwork<B> network) implements TextScorer {
        @Override
        public float[][] logits(List<TextInput> inputs) {
            return texts.run(inputs, network::logits);
        }

        @Override
        public float[][] features(List<TextInput> inputs) {
            return texts.run(inputs, network.encoder()::features);
        }

        @Override
        public void close() {
            texts.close();
        }
    }

    /** The labels, in the order of the logits' columns. */
    public List<String> labels() {
        return labels;
    }

    /** What the outputs mean. */
    public HeadKind kind() {
        return kind;
    }

    /** Logits (of a regression: the numbers), one row an input in their order, one column a label. */
    public float[][] logits(List<TextInput> inputs) {
        return scorer.logits(inputs);
    }

    /** The pooled features that the head reads, one row an input in their order. */
    public float[][] features(List<TextInput> inputs) {
        return scorer.features(inputs);
    }

    /**
     * Probabilities, one row an input, one column a label: of classes, the softmax of the logits, each row sums to 1; of
     * sets of labels, the sigmoid of each logit.
     *
     * @throws IllegalStateException where the outputs are numbers, which {@link #logits} gives as they are
     */
    public float[][] probabilities(List<TextInput> inputs) {
        if (kind() == HeadKind.NUMBERS) {
            throw new IllegalStateException("this model gives numbers, not probabilities");
        }
        float[][] rows = logits(inputs);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = kind() == HeadKind.CLASSES ? Softmax.of(rows[i]) : Softmax.sigmoids(rows[i]);
        }
        return rows;
    }

    @Override
    public void close() {
        scorer.close();
    }
}
