package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.strategy.TransferStrategy.LowRank;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;

/**
 * Low-rank adapters (Hu et al., ICLR 2022): a matrix W (out, in) of the backbone acts as W + α/r·U·D, with U (out, r)
 * and D (r, in) learning in its place. D begins random, uniform within ±1/√in, and U at 0, so the network begins as it
 * was.
 */
final class Adapters {

    private static final String DOWN = "lora.down.";
    private static final String UP = "lora.up.";

    private final Parameters weights;
    private final List<String> targets;
    private final int rank;
    private final double scale;
    private final NDArray scalar;

    /** Puts adapters for {@code targets}, which are matrices, beside the weights. */
    Adapters(Parameters weights, List<String> targets, LowRank strategy, Random random) {
        this.weights = weights;
        this.targets = targets;
        this.rank = strategy.rank();
        this.scale = strategy.alpha() / strategy.rank();
        this.scalar = weights.manager().create((float) scale);
        for (String target : targets) {
            Shape shape = weights.get(target).getShape();
            if (shape.dimension() != 2) {
                throw new IllegalArgumentException("only a matrix can have an adapter, not " + target + " " + shape);
            }
            weights.put(DOWN + target, random(new Shape(rank, shape.get(1)), random));
            weights.put(
                    UP + target, HostTensor.of(new Shape(shape.get(0), rank), new float[(int) shape.get(0) * rank]));
        }
    }

    /** The names of a matrix's two adapter weights. */
    static List<String> names(String target) {
        return List.of(DOWN + target, UP + target);
    }

    /** The same features of the adapted network. */
    RowFeatures adapted(RowFeatures features) {
        return new RowFeatures() {
            @Override
            public NDArray pooled(NDManager step, int[] rows, StageDropout dropout) {
                targets.forEach(target -> weights.cover(target, effective(step, target)));
                try {
                    return features.pooled(step, rows, dropout);
                } finally {
                    weights.uncover();
                }
            }

            @Override
            public RowFeatures inPass(long seed) {
                return adapted(features.inPass(seed));
            }

            @Override
            public int length(int row) {
                return features.length(row);
            }
        };
    }

    /** Adds the adapters to their matrices and takes them out of {@code all}. */
    void merge(SortedMap<String, HostTensor> all) {
        for (String target : targets) {
            HostTensor down = all.remove(DOWN + target);
            HostTensor up = all.remove(UP + target);
            if (down != null && up != null) {
                all.computeIfPresent(target, (name, matrix) -> merged(matrix, up.values(), down.values()));
            }
        }
    }

    private NDArray effective(NDManager step, String target) {
        try (NDScope scope = new NDScope()) {
            NDArray change =
                    weights.get(UP + target).matMul(weights.get(DOWN + target)).mul(scalar);
            NDArray sum = weights.get(target).add(change);
            NDScope.unregister(sum);
            sum.attach(step);
            return sum;
        }
    }

    private HostTensor merged(HostTensor matrix, FloatBuffer up, FloatBuffer down) {
        int out = Math.toIntExact(matrix.shape().get(0));
        int in = Math.toIntExact(matrix.shape().get(1));
        float[] sum = new float[out * in];
        matrix.values().get(sum);
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                double change = 0;
                for (int r = 0; r < rank; r++) {
                    change += (double) up.get(o * rank + r) * down.get(r * in + i);
                }
                sum[o * in + i] += (float) (scale * change);
            }
        }
        return HostTensor.of(matrix.shape(), sum);
    }

    private static HostTensor random(Shape shape, Random random) {
        double bound = 1 / Math.sqrt(shape.get(1));
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return HostTensor.of(shape, values);
    }
}
