package dev.graft.learning.imagemodel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.image.Augmentation;
import dev.graft.learning.image.ImageRows;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.BatchNormFolding;
import dev.graft.learning.image.backbone.ImageBackbone;
import dev.graft.learning.model.FusedConfig;
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
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A trained image classifier ready for use, its batch normalisation folded into the convolutions. Safe for many threads; {@link #close()} waits for calls in progress, later
 * calls fail with {@link IllegalStateException}.
 */
public final class ImageClassifier implements AutoCloseable {

    private static final int BATCH_SIZE = 8;

    private final List<String> labels;
    private final HeadKind kind;
    private final List<String> preparation;
    private final NDManager manager;
    private final Network<?> network;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private ImageClassifier(ImageClassifierFolder folder, NDManager manager) {
        ImageClassifierConfig config = folder.config();
        this.labels = config.labels();
        this.kind = config.kind();
        this.preparation = config.preprocessing().steps();
        this.manager = manager;
        Parameters weights = new Parameters(manager, BatchNormFolding.of(config.backbone(), folder.weights()));
        this.network = new Network<>(
                pictures -> ImageRows.of(pictures, config.preprocessing()),
                new ImageBackbone(BatchNormFolding.of(config.backbone()), weights),
                new Head(weights));
    }

    private ImageClassifier(FusedImageFolder folder, NDManager manager) {
        this.labels = folder.config().labels();
        this.kind = folder.config().kind();
        this.preparation = folder.backbones().stream()
                .flatMap(files -> files.preprocessing().steps().stream().map(step -> files.name() + ": " + step))
                .toList();
        this.manager = manager;
        Parameters head = new Parameters(manager, folder.head());
        this.network = new Network<>(
                pictures -> folder.rows(pictures, Augmentation.NONE), folder.network(head), new Head(head));
    }

    /**
     * A network with what feeds it.
     *
     * @param rows prepares pictures
     */
    private record Network<B>(Function<List<RgbImage>, InputRows<B>> rows, Backbone<B> backbone, Head head) {

        /** What {@code last} makes of the features (B, E), in batches, whose arrays are freed at once. */
        float[][] run(NDManager manager, List<RgbImage> pictures, UnaryOperator<NDArray> last) {
            InputRows<B> prepared = rows.apply(pictures);
            float[][] results = new float[prepared.size()][];
            for (int from = 0; from < results.length; from += BATCH_SIZE) {
                int[] batch = IntStream.range(from, Math.min(results.length, from + BATCH_SIZE))
                        .toArray();
                try (NDManager step = manager.newSubManager()) {
                    float[] flat = last.apply(backbone.features(prepared.batch(step, batch)))
                            .toFloatArray();
                    int width = flat.length / batch.length;
                    for (int i = 0; i < batch.length; i++) {
                        results[batch[i]] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
                    }
                }
            }
            return results;
        }
    }

    /**
     * Loads a folder that {@link ImageClassifierFolder#write} or {@link FusedImageFolder#write} made; its files are not
     * needed afterwards.
     */
    public static ImageClassifier load(Path folder, DeviceChoice device) throws IOException {
        if (FusedConfig.ofPictures(config(folder))) {
            return new ImageClassifier(FusedImageFolder.read(folder), TorchRuntime.newManager(device));
        }
        return new ImageClassifier(ImageClassifierFolder.read(folder), TorchRuntime.newManager(device));
    }

    /** Whether a model's folder says that it answers to pictures, which {@link #load} loads. */
    public static boolean isFolder(Path folder) throws IOException {
        JsonNode config = config(folder);
        return FusedConfig.ofPictures(config) || config.path("graft").has("preprocessing");
    }

    private static JsonNode config(Path folder) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("config.json").toFile());
    }

    /** What the outputs mean. */
    public HeadKind kind() {
        return kind;
    }

    /** What is done to a picture, step by step, in words; of several networks each has its own. */
    public List<String> preparation() {
        return preparation;
    }

    /** The labels, in the order of the logits' columns. */
    public List<String> labels() {
        return labels;
    }

    /** Logits (of a regression: the numbers) of decoded pictures, one row a picture, one column a label. */
    public float[][] logits(List<RgbImage> pictures) {
        return run(pictures, features -> network.head().logits(features, 0));
    }

    /** The pooled features that the head reads, one row a picture. */
    public float[][] features(List<RgbImage> pictures) {
        return run(pictures, features -> features);
    }

    private float[][] run(List<RgbImage> pictures, UnaryOperator<NDArray> last) {
        lock.readLock().lock();
        try (GradMode off = GradMode.off()) {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            TorchRuntime.pinThreads();
            return network.run(manager, pictures, last);
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Probabilities, one row a picture, one column a label: of classes, the softmax of the logits, each row sums to 1;
     * of sets of labels, the sigmoid of each logit.
     *
     * @throws IllegalStateException where the outputs are numbers, which {@link #logits} gives as they are
     */
    public float[][] probabilities(List<RgbImage> pictures) {
        if (kind == HeadKind.NUMBERS) {
            throw new IllegalStateException("this model gives numbers, not probabilities");
        }
        float[][] rows = logits(pictures);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = kind == HeadKind.CLASSES ? Softmax.of(rows[i]) : Softmax.sigmoids(rows[i]);
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
