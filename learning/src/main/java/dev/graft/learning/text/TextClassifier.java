package dev.graft.learning.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.tensor.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A trained classifier ready for use. Safe for many threads; {@link #close()} waits for calls in progress, later calls
 * fail with {@link IllegalStateException}.
 */
public final class TextClassifier implements AutoCloseable {

    private static final int BATCH_SIZE = 32;

    private final ClassifierConfig config;
    private final TextTokenizer tokenizer;
    private final NDManager manager;
    private final TextNetwork network;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private TextClassifier(ClassifierFolder folder, DeviceChoice device) throws IOException {
        this.config = folder.config();
        this.tokenizer = new TextTokenizer(folder.tokenizer(), config.maxLength());
        this.manager = TorchRuntime.newManager(device);
        this.network = new TextNetwork(config.encoder(), new Parameters(manager, folder.weights()));
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
        lock.readLock().lock();
        try (GradMode off = GradMode.off()) {
            if (closed) {
                throw new IllegalStateException("the classifier is closed");
            }
            TorchRuntime.pinThreads();
            List<Tokens> tokens = tokenizer.encode(inputs);
            float[][] logits = new float[inputs.size()][];
            for (int[] batch : LengthBatches.sorted(
                    0, inputs.size(), BATCH_SIZE, row -> tokens.get(row).length())) {
                compute(tokens, batch, logits);
            }
            return logits;
        } finally {
            lock.readLock().unlock();
        }
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
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                tokenizer.close();
                manager.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void compute(List<Tokens> tokens, int[] batch, float[][] logits) {
        try (NDManager step = manager.newSubManager()) {
            TextRows rows = new TextRows(tokens, config.encoder().padTokenId());
            NDArray result = network.logits(rows.batch(step, batch));
            float[] flat = result.toFloatArray();
            int labels = config.labels().size();
            for (int i = 0; i < batch.length; i++) {
                logits[batch[i]] = Arrays.copyOfRange(flat, i * labels, (i + 1) * labels);
            }
        }
    }
}
