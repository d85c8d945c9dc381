package dev.graft.learning.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * Inference over texts in batches of similar length. Safe for many threads; {@link #close()} waits for calls in
 * progress, later calls fail with {@link IllegalStateException}.
 *
 * @param <B> the network's batches
 */
final class BatchedText<B> implements AutoCloseable {

    private static final int BATCH_SIZE = 32;

    private final TextReader<B> reader;
    private final NDManager manager;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /** @param reader is closed with this */
    BatchedText(TextReader<B> reader, DeviceChoice device) {
        this.reader = reader;
        this.manager = TorchRuntime.newManager(device);
    }

    /** The owner of what lives as long as this, such as weights. */
    NDManager manager() {
        return manager;
    }

    /** What {@code network} makes (B, N) of every batch, one row an input in their order. */
    float[][] run(List<TextInput> inputs, Function<B, NDArray> network) {
        lock.readLock().lock();
        try (GradMode off = GradMode.off()) {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            TorchRuntime.pinThreads();
            InputRows<B> rows = reader.read(inputs);
            float[][] results = new float[inputs.size()][];
            for (int[] batch : LengthBatches.sorted(0, inputs.size(), BATCH_SIZE, rows::length)) {
                try (NDManager step = manager.newSubManager()) {
                    float[] flat = network.apply(rows.batch(step, batch)).toFloatArray();
                    int width = flat.length / batch.length;
                    for (int i = 0; i < batch.length; i++) {
                        results[batch[i]] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
                    }
                }
            }
            return results;
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                reader.close();
                manager.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
