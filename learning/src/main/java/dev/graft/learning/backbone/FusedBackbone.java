package dev.graft.learning.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Several backbones as one of a single stage: their pooled features of the same rows side by side, each part brought to a
 * root mean square of its weight, so that none outweighs the others by its scale alone. A part that is all zeros stays
 * so. The backbones are frozen: no weight of theirs is named, so none learns.
 *
 * @param <B> the batches of one backbone; a fused batch is one of them for each backbone, in their order
 */
public final class FusedBackbone<B> implements Backbone<List<B>> {

    /** What a part's root mean square counts as at least, so that zeros can be divided by it. */
    public static final float LEAST_SCALE = 1e-12f;

    private final List<Backbone<B>> parts;
    private final List<NDArray> weights;
    private final NDArray leastScale;

    /**
     * A backbone over others.
     *
     * @param owner of the constants; lives as long as the parts' weights
     * @param parts at least one
     * @param weights above 0, one a part
     */
    public FusedBackbone(NDManager owner, List<? extends Backbone<B>> parts, List<Double> weights) {
        if (parts.isEmpty() || parts.size() != weights.size()) {
            throw new IllegalArgumentException(
                    "fusion needs a weight for each backbone, not " + weights.size() + " for " + parts.size());
        }
        this.parts = List.copyOf(parts);
        this.weights = weights.stream()
                .map(weight -> owner.create(weight.floatValue()))
                .toList();
        this.leastScale = owner.create(LEAST_SCALE);
    }

    @Override
    public int stages() {
        return 1;
    }

    /** None. */
    @Override
    public SortedSet<String> weightNames(int stage) {
        return new TreeSet<>();
    }

    /** The sum of the parts' widths. */
    @Override
    public int featureSize() {
        return parts.stream().mapToInt(Backbone::featureSize).sum();
    }

    /** The fused features (B, E): frozen backbones have no dropout. */
    @Override
    public NDArray enter(List<B> batch, float dropout) {
        try (NDScope scope = new NDScope()) {
            NDList features = new NDList();
            for (int i = 0; i < parts.size(); i++) {
                features.add(scaled(parts.get(i).features(batch.get(i)), weights.get(i)));
            }
            NDArray fused = NDArrays.concat(features, 1);
            NDScope.unregister(fused);
            return fused;
        }
    }

    @Override
    public NDArray run(List<B> batch, NDArray activation, int from, int to, float dropout) {
        return activation;
    }

    @Override
    public NDArray pool(List<B> batch, NDArray activation) {
        return activation;
    }

    /** Rows (B, E) at a root mean square of {@code weight}. */
    private NDArray scaled(NDArray features, NDArray weight) {
        NDArray scale = features.square().mean(new int[] {1}, true).sqrt(); // (B, 1)
        return features.div(scale.maximum(leastScale)).mul(weight);
    }
}
