package dev.graft.learning.meta;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** What the outputs of a network mean, and so what its loss is. T tasks, N rows, C outputs. */
public enum Outputs {
    /** Numbers: mean squared error. */
    NUMBERS {
        @Override
        NDArray error(NDManager scope, NDArray outputs, NDArray targets) {
            return outputs.sub(targets)
                    .mul(number(scope, 2.0 / outputs.getShape().get(2)));
        }

        @Override
        NDArray losses(NDArray outputs, NDArray targets) {
            NDArray difference = outputs.sub(targets);
            return difference.mul(difference).mean(new int[] {2});
        }
    },

    /** Classes: cross-entropy of the softmax, in nats. */
    CLASSES {
        @Override
        NDArray error(NDManager scope, NDArray outputs, NDArray targets) {
            return outputs.softmax(-1).sub(targets);
        }

        @Override
        NDArray losses(NDArray outputs, NDArray targets) {
            return outputs.logSoftmax(-1).mul(targets).sum(new int[] {2}).neg();
        }
    };

    /** The derivative of each row's loss by its outputs (T, N, C). */
    abstract NDArray error(NDManager scope, NDArray outputs, NDArray targets);

    /** The loss of each row (T, N). */
    abstract NDArray losses(NDArray outputs, NDArray targets);

    static NDArray number(NDManager scope, double value) {
        return scope.create((float) value);
    }
}
