package dev.graft.learning.image.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.graft.learning.tensor.Parameters;

/** Activations that cut negative values off, of arrays of any shape. */
enum Rectifier implements Layer {
    /** max(x, 0). */
    RELU {
        @Override
        public NDArray apply(NDArray input, Parameters weights) {
            return Activation.relu(input);
        }
    },

    /** min(max(x, 0), 6). */
    RELU6 {
        @Override
        public NDArray apply(NDArray input, Parameters weights) {
            return input.clip(0f, 6f);
        }
    }
}
