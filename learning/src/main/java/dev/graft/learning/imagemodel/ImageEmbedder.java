package dev.graft.learning.imagemodel;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.image.ImageRows;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.BatchNormFolding;
import dev.graft.learning.image.backbone.ImageBackbone;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.tensor.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A bare network as a function from pictures to vectors, its batch normalisation folded into the convolutions. Thread-safe;
 * one call after the other is answered, and calls after {@link #close()} fail with {@link IllegalStateException}.
 */
public final class ImageEmbedder implements AutoCloseable {
    private static final int BATCH_SIZE = 8;

    private final NDManager manager;
    private final Preprocessing preprocessing;
    private final ImageBackbone network;
    private boolean closed;

    private ImageEmbedder(ImageBackboneFiles files, NDManager manager) {
        ImageBackboneConfig config = files.config();
        this.manager = manager;
        this.preprocessing = files.preprocessing();
        this.network = new ImageBackbone(
                BatchNormFolding.of(config), new Parameters(manager, BatchNormFolding.of(config, files.weights())));
    }

    /** Loads a network without the source task's classifier. */
    public static ImageEmbedder load(ImageBackboneFiles files, DeviceChoice device) {
        return new ImageEmbedder(files.headless(), TorchRuntime.newManager(device));
    }

    /** Numbers a vector has. */
    public int size() {
        return network.featureSize();
    }

    /** The pooled features of decoded pictures, one row of {@link #size()} numbers each, in their order. */
    public synchronized float[][] embed(List<RgbImage> pictures) {
        if (closed) {
            throw new IllegalStateException("the network is closed");
        }
        TorchRuntime.pinThreads();
        ImageRows rows = ImageRows.of(pictures, preprocessing);
        float[][] vectors = new float[rows.size()][];
        try (GradMode off = GradMode.off()) {
            for (int from = 0; from < vectors.length; from += BATCH_SIZE) {
                int[] batch = IntStream.range(from, Math.min(vectors.length, from + BATCH_SIZE))
                        .toArray();
                try (NDManager step = manager.newSubManager()) {
                    float[] flat = network.features(rows.batch(step, batch)).toFloatArray();
                    for (int i = 0; i < batch.length; i++) {
                        vectors[batch[i]] = Arrays.copyOfRange(flat, i * size(), (i + 1) * size());
                    }
                }
            }
        }
        return vectors;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            manager.close();
        }
    }
}
