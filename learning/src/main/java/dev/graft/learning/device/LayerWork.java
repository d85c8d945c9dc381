package dev.graft.learning.device;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/** What a training step asks of the processors, for one layer of a small encoder: 16 texts of 32 tokens, 384 units. */
final class LayerWork {

    private static final int TOKENS = 512;
    private static final int UNITS = 384;
    private static final int INNER = 4 * UNITS;

    private final NDManager manager;
    private final NDArray tokens;
    private final NDArray up;
    private final NDArray down;
    private final NDArray rate;

    /** @param manager owns the numbers and lends memory */
    LayerWork(NDManager manager) {
        this.manager = manager;
        this.tokens = manager.ones(new Shape(TOKENS, UNITS));
        this.up = manager.full(new Shape(UNITS, INNER), 1e-3f);
        this.down = manager.full(new Shape(INNER, UNITS), 1e-3f);
        this.rate = manager.create(0.999f);
    }

    /** The products of a pass forwards and back, the passes over activations, and one over the weights. */
    void run() {
        try (NDManager step = manager.newSubManager()) {
            step.tempAttachAll(tokens, up, down, rate);
            NDArray inner = Activation.gelu(tokens.matMul(up));
            NDArray out = inner.matMul(down).add(tokens).softmax(1);
            NDArray back = out.matMul(down.transpose()).mul(inner);
            NDArray gradient = tokens.transpose().matMul(back);
            up.mul(rate).add(gradient.square()).sqrt();
        }
    }
}
