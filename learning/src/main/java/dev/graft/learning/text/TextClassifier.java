package dev.graft.learning.text;

import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.tensor.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained classifier ready for use. Safe for many threads; {@link #close()} waits for calls in progress, later calls
 * fail with {@link IllegalStateException}.
 */
public final class TextClassifier implements AutoCloseable {

    private final ClassifierConfig config;
    private final BatchedText texts;
    private final TextNetwork network;

    private TextClassifier(ClassifierFolder folder, DeviceChoice device) throws IOException {
        this.config = folder.config();
        this.texts = new BatchedText(
                folder.tokenizer(), config.maxLength(), config.encoder().padTokenId(), device);
        this.network = new TextNetwork(config.encoder(), new Parameters(texts.manager(), folder.weights()));
    }

    /** Loads the folder that a training run wrote; its files are not needed afterwards. */
    public static TextClassifier load(Path huggingFaceFolder, DeviceChoice device) throws IOException {
        return new TextClassifier(ClassifierFolder.read(huggingFaceFolder), device);
    }

    /** The labels, in the order of the logits' columns. */
    public List<String> labels() {
        return config.labels();
    }

    public ClassifierConfig config() {
        return config;
    }

    /** Logits (of a regression: the numbers), one row an input in their order, one column a label. */
    public float[][] logits(List<TextInput> inputs) {
        return texts.run(inputs, network::logits);
    }

    /**
     * Probabilities, one row an input, one column a label: of classes, the softmax of the logits, each row sums to 1; of
     * sets of labels, the sigmoid of each logit.
     *
     * @throws IllegalStateException where the outputs are numbers, which {@link #logits} gives as they are
     */
    public float[][] probabilities(List<TextInput> inputs) {
        if (config.kind() == HeadKind.NUMBERS) {
            throw new IllegalStateException("this model gives numbers, not probabilities");
        }
        float[][] rows = logits(inputs);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = config.kind() == HeadKind.CLASSES ? Softmax.of(rows[i]) : Softmax.sigmoids(rows[i]);
        }
        return rows;
    }

    @Override
    public void close() {
        texts.close();
    }
}
