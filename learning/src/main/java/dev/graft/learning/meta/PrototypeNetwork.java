package dev.graft.learning.meta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.network.AdamWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What {@link PrototypicalLearning} learns: four times a convolution of three by three pixels, a norm, a rectifier and the largest
 * of two by two (Vinyals et al. 2016). The norm is over an image's own channels and pixels (Ba et al. 2016), not over the batch, so an
 * image has the same features whatever it is asked about with. Closing it frees the engine's memory; used by one thread.
 */
public final class PrototypeNetwork implements AutoCloseable {

    private static final int BLOCKS = 4;
    private static final int KERNEL = 3;
    private static final int AT_ONCE = 64;
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NONE = new Shape(0, 0);

    private final NDManager manager;
    private final AdamWeights weights;
    private final int side;

    /** @param manager is closed with it */
    PrototypeNetwork(NDManager manager, int side, int filters, Random random) {
        this.manager = manager;
        this.weights = new AdamWeights(manager);
        this.side = side;
        for (int block = 0; block < BLOCKS; block++) {
            int inputs = block == 0 ? 1 : filters;
            int reads = inputs * KERNEL * KERNEL;
            float[] kernels = new float[filters * reads];
            for (int i = 0; i < kernels.length; i++) {
                kernels[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / reads));
            }
            weights.put(kernels(block), kernels, new Shape(filters, inputs, KERNEL, KERNEL));
            weights.put(gain(block), filled(filters, 1), new Shape(1, filters, 1, 1));
            weights.put(offset(block), filled(filters, 0), new Shape(1, filters, 1, 1));
        }
    }

    /**
     * The class of each image: the one to the mean of whose images it is nearest.
     *
     * @param known some images of each class
     */
    public int[] classes(List<List<float[]>> known, List<float[]> images) {
        try (GradMode off = GradMode.off();
                NDManager scope = newScope()) {
            float[][] means = known.stream().map(each -> mean(features(each))).toArray(float[][]::new);
            NDArray near = nearness(scope.create(features(images)), scope.create(means));
            return Arrays.stream(near.argMax(1).toLongArray())
                    .mapToInt(Math::toIntExact)
                    .toArray();
        }
    }

    /** The features of images; {@link IllegalArgumentException} on one of another size. */
    public float[][] features(List<float[]> images) {
        List<float[]> features = new ArrayList<>();
        try (GradMode off = GradMode.off()) {
            for (int start = 0; start < images.size(); start += AT_ONCE) {
                try (NDManager scope = newScope()) {
                    List<float[]> part = images.subList(start, Math.min(images.size(), start + AT_ONCE));
                    NDArray computed = features(scope, part);
                    for (int i = 0; i < part.size(); i++) {
                        features.add(computed.get(i).toFloatArray());
                    }
                }
            }
        }
        return features.toArray(float[][]::new);
    }

    /** {@code (rows, width)}. */
    NDArray features(NDManager scope, List<float[]> images) {
        float[] values = new float[images.size() * side * side];
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).length != side * side) {
                throw new IllegalArgumentException(
                        "an image has " + side * side + " values, not " + images.get(i).length);
            }
            System.arraycopy(images.get(i), 0, values, i * side * side, side * side);
        }
        NDArray rows = scope.create(values, new Shape(images.size(), 1, side, side));
        for (int block = 0; block < BLOCKS; block++) {
            NDArray convolved = Conv2d.conv2d(rows, weights.get(kernels(block)), null, ONE, ONE, ONE, 1)
                    .singletonOrThrow();
            NDArray positive = Activation.relu(
                    normed(scope, convolved).mul(weights.get(gain(block))).add(weights.get(offset(block))));
            boolean canHalve = positive.getShape().get(2) > 1;
            rows = canHalve ? Pool.maxPool2d(positive, TWO, TWO, NONE, false) : positive;
        }
        return rows.reshape(images.size(), rows.size() / images.size());
    }

    /** Mean 0 and deviation 1 in each image. */
    private static NDArray normed(NDManager scope, NDArray rows) {
        long images = rows.getShape().get(0);
        NDArray flat = rows.reshape(images, rows.size() / images);
        NDArray centred = flat.sub(flat.mean(new int[] {1}, true));
        NDArray variance = centred.mul(centred).mean(new int[] {1}, true);
        return centred.div(variance.add(scope.create(1e-5f)).sqrt()).reshape(rows.getShape());
    }

    /** The negative squared distances {@code (rows, means)}. */
    static NDArray nearness(NDArray rows, NDArray means) {
        NDManager scope = rows.getManager();
        NDArray products = rows.matMul(means.transpose()).mul(scope.create(2f));
        return products.sub(rows.mul(rows).sum(new int[] {1}, true))
                .sub(means.mul(means).sum(new int[] {1}, true).transpose());
    }

    AdamWeights weights() {
        return weights;
    }

    NDManager newScope() {
        return manager.newSubManager();
    }

    @Override
    public void close() {
        manager.close();
    }

    private static float[] mean(float[][] rows) {
        float[] mean = new float[rows[0].length];
        for (float[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    private static String kernels(int block) {
        return "kernels." + block;
    }

    private static String gain(int block) {
        return "gain." + block;
    }

    private static String offset(int block) {
        return "offset." + block;
    }
}
