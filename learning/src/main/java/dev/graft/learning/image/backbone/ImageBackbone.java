package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.image.ImageBatch;
import dev.graft.learning.tensor.Parameters;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A convolutional network over named weights. An activation is (B, C, H, W); the features are the mean of the
 * last stage's pixels. The network has no dropout, so the rate that is passed in changes nothing.
 */
public final class ImageBackbone implements Backbone<ImageBatch> {

    private final ImageBackboneConfig config;
    private final Architecture architecture;
    private final Parameters weights;

    /** A network over {@code weights}, which has at least {@link ImageBackboneConfig#shapes()}. */
    public ImageBackbone(ImageBackboneConfig config, Parameters weights) {
        this.config = config;
        this.architecture = config.architecture();
        this.weights = weights;
    }

    public ImageBackboneConfig config() {
        return config;
    }

    @Override
    public int stages() {
        return architecture.stages().size();
    }

    @Override
    public SortedSet<String> weightNames(int stage) {
        TreeMap<String, Shape> shapes = new TreeMap<>();
        architecture.stages().get(stage).declare(shapes);
        TreeSet<String> names = new TreeSet<>(shapes.keySet());
        names.removeIf(BatchNormalisation::isStatistic);
        return names;
    }

    @Override
    public int featureSize() {
        return architecture.featureSize();
    }

    @Override
    public NDArray enter(ImageBatch pictures, float dropout) {
        return apply(architecture.stages().get(0), pictures.pixels());
    }

    @Override
    public NDArray run(ImageBatch pictures, NDArray activation, int from, int to, float dropout) {
        NDArray state = activation;
        for (int stage = from; stage < to; stage++) {
            NDArray next = apply(architecture.stages().get(stage), state);
            if (state != activation) {
                state.close();
            }
            state = next;
        }
        return state;
    }

    @Override
    public NDArray pool(ImageBatch pictures, NDArray activation) {
        return apply(new GlobalMean(), activation);
    }

    /** The pooled features (B, E) of normalised pictures (B, 3, H, W). */
    public NDArray features(NDArray pictures) {
        return features(ImageBatch.of(pictures));
    }

    /**
     * The source task's logits (B, classes) of the last stage's activation.
     *
     * @throws IllegalStateException where the weights have no classifier
     */
    public NDArray classify(NDArray activation) {
        if (config.classes() == 0) {
            throw new IllegalStateException("these weights of " + config.family() + " have no classifier");
        }
        return apply(architecture.classifier(), activation);
    }

    private NDArray apply(Layer layer, NDArray input) {
        try (NDScope scope = new NDScope()) {
            NDArray result = layer.apply(channelsLast(input), weights);
            NDScope.unregister(result);
            return result;
        }
    }

    /**
     * The same array with a pixel's channels side by side in memory, which convolutions on CPUs are faster with and keep
     * for their results; free where they lie so already.
     */
    private static NDArray channelsLast(NDArray input) {
        Shape shape = input.getShape();
        NDArray pixels = input.transpose(0, 2, 3, 1).reshape(shape.get(0), -1);
        return pixels.reshape(shape.get(0), shape.get(2), shape.get(3), shape.get(1))
                .transpose(0, 3, 1, 2);
    }
}
