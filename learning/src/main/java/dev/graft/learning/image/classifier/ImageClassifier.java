package dev.graft.learning.image.classifier;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.image.ImageRows;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.BatchNormFolding;
import dev.graft.learning.image.backbone.ImageBackbone;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.model.Head;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.text.Softmax;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * A trained image classifier ready for use, its batch normalisation folded into the convolutions. Safe for many threads; {@link #close()} waits for calls in progress, later
 * calls fail with {@link IllegalStateException}.
 */
public final class ImageClassifier implements AutoCloseable {

    private static final int BATCH_SIZE = 8;

    private final ImageClassifierConfig config;
    private final NDManager manager;
    private final ImageBackbone backbone;
    private final Head head;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private ImageClassifier(ImageClassifierFolder folder, DeviceChoice device) {
        this.config = folder.config();
        this.manager = TorchRuntime.newManager(device);
        ImageBackboneConfig network = config.backbone();
        Parameters weights = new Parameters(manager, BatchNormFolding.of(network, folder.weights()));
        this.backbone = new ImageBackbone(BatchNormFolding.of(network), weights);
        this.head = new Head(weights);
    }

    /** Loads a folder that {@link ImageClassifierFolder#write} made; its files are not needed afterwards. */
    public static ImageClassifier load(Path folder, DeviceChoice device) throws IOException {
        return new ImageClassifier(ImageClassifierFolder.read(folder), device);
    }

    public ImageClassifierConfig config() {
        return config;
    }

    /** The labels, in the order of the logits' columns. */
    public List<String> labels() {
        return config.labels();
    }

    /** Logits (of a regression: the numbers) of decoded pictures, one row a picture, one column a label. */
    public float[][] logits(List<RgbImage> pictures) {
        lock.readLock().lock();
        try (GradMode off = GradMode.off()) {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            TorchRuntime.pinThreads();
            ImageRows rows = ImageRows.of(pictures, config.preprocessing());
            float[][] logits = new float[rows.size()][];
            for (int from = 0; from < logits.length; from += BATCH_SIZE) {
                run(
                        rows,
                        IntStream.range(from, Math.min(logits.length, from + BATCH_SIZE))
                                .toArray(),
                        logits);
            }
            return logits;
        } finally {
            lock.readLock().unlock();
        }
    }

    private void run(ImageRows rows, int[] batch, float[][] logits) {
        try (NDManager step = manager.newSubManager()) {
            float[] flat =
                    head.logits(backbone.features(rows.batch(step, batch)), 0).toFloatArray();
            int width = flat.length / batch.length;
            for (int i = 0; i < batch.length; i++) {
                logits[batch[i]] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
            }
        }
    }

    /**
     * Probabilities, one row a picture, one column a label: of classes, the softmax of the logits, each row sums to 1;
     * of sets of labels, the sigmoid of each logit.
     *
     * @throws IllegalStateException where the outputs are numbers, which {@link #logits} gives as they are
     */
    public float[][] probabilities(List<RgbImage> pictures) {
        if (config.kind() == HeadKind.NUMBERS) {
            throw new IllegalStateException("this model gives numbers, not probabilities");
        }
        float[][] rows = logits(pictures);
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
                manager.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
