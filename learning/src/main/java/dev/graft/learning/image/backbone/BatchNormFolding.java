package dev.graft.learning.image.backbone;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.HostTensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Batch normalisation by stored statistics as part of the convolution before it: with s = γ / √(σ² + ε), weights become
 * s w and the bias β - s μ. The network answers the same to rounding, and faster.
 */
public final class BatchNormFolding {

    private BatchNormFolding() {}

    /** The network without normalisation; itself where it has none. */
    public static ImageBackboneConfig of(ImageBackboneConfig config) {
        return new ImageBackboneConfig(config.family(), true, config.padding(), config.classes());
    }

    /**
     * The weights of {@link #of(ImageBackboneConfig)} for those of {@code config}; names that the network does not know
     * are kept as they are.
     *
     * @throws IllegalArgumentException where a weight is missing
     */
    public static SortedMap<String, HostTensor> of(ImageBackboneConfig config, SortedMap<String, HostTensor> weights) {
        SortedMap<String, HostTensor> folded = new TreeMap<>(weights);
        Architecture architecture = config.architecture();
        List<Pair> pairs = new ArrayList<>();
        architecture.stages().forEach(stage -> collect(stage, pairs));
        pairs.forEach(pair -> pair.fold(folded));
        return folded;
    }

    private static void collect(Layer layer, List<Pair> pairs) {
        if (layer instanceof Residual residual) {
            collect(residual.body(), pairs);
            collect(residual.shortcut(), pairs);
        } else if (layer instanceof Chain chain) {
            Layer before = chain;
            for (Layer part : chain.layers()) {
                if (part instanceof BatchNormalisation norm && before instanceof Convolution convolution) {
                    pairs.add(new Pair(convolution.name(), norm));
                }
                collect(part, pairs);
                before = part;
            }
        }
    }

    /** A convolution and the normalisation behind it. */
    private record Pair(String convolution, BatchNormalisation norm) {

        void fold(SortedMap<String, HostTensor> weights) {
            FloatBuffer gain = taken(weights, norm.name() + ".weight").values();
            FloatBuffer bias = taken(weights, norm.name() + ".bias").values();
            FloatBuffer mean =
                    taken(weights, norm.name() + BatchNormalisation.MEAN).values();
            FloatBuffer variance =
                    taken(weights, norm.name() + BatchNormalisation.VARIANCE).values();
            HostTensor kernel = taken(weights, convolution + ".weight");
            float[] offset = new float[norm.channels()];
            float[] scaled = new float[(int) kernel.shape().size()];
            kernel.values().get(scaled);
            int filter = scaled.length / offset.length;
            for (int c = 0; c < offset.length; c++) {
                double scale = gain.get(c) / Math.sqrt(variance.get(c) + (double) norm.epsilon());
                offset[c] = (float) (bias.get(c) - scale * mean.get(c));
                for (int i = c * filter; i < (c + 1) * filter; i++) {
                    scaled[i] = (float) (scale * scaled[i]);
                }
            }
            weights.put(convolution + ".weight", new HostTensor(kernel.shape(), FloatBuffer.wrap(scaled)));
            weights.put(convolution + ".bias", new HostTensor(new Shape(offset.length), FloatBuffer.wrap(offset)));
        }

        private static HostTensor taken(SortedMap<String, HostTensor> weights, String name) {
            HostTensor tensor = weights.remove(name);
            if (tensor == null) {
                throw new IllegalArgumentException("no weight is named " + name);
            }
            return tensor;
        }
    }
}
