package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.graft.learning.device.TorchRuntime;

/**
 * The engine's automatic differentiation, without DJL's {@code GradientCollector}, of which a JVM can have only one at
 * a time.
 */
final class Autograd {

    private Autograd() {}

    /** Adds the derivative of a scalar to the gradient of every weight that requires one. */
    static void backward(NDArray loss) {
        NDArray one = loss.getManager().ones(loss.getShape());
        JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }

    /** Seeds the engine's random numbers, which are shared by the whole JVM. */
    static void seed(long seed) {
        JniUtils.setSeed(seed);
    }

    /** Gives memory that the engine keeps for later back to the GPUs, where there are any. */
    static void releaseCachedMemory() {
        if (TorchRuntime.start().getGpuCount() > 0) {
            JniUtils.emptyCudaCache();
        }
    }

    /** One step of AdamW in place; the decay is decoupled, the gradient multiplied by {@code scale} before. */
    static void adamW(
            NDArray weight,
            NDArray gradient,
            NDArray mean,
            NDArray variance,
            AdamW.Rates rates,
            double weightDecay,
            double scale) {
        JniUtils.adamUpdate(
                (PtNDArray) weight,
                (PtNDArray) gradient,
                (PtNDArray) mean,
                (PtNDArray) variance,
                (float) rates.rate(),
                (float) rates.corrected(),
                (float) weightDecay,
                (float) scale,
                -1,
                (float) AdamW.BETA1,
                (float) AdamW.BETA2,
                (float) AdamW.EPSILON,
                true);
    }

    /** Views of an array's memory, {@code rows} of its first axis each, the last one shorter where they do not divide. */
    static NDList views(NDArray whole, long rows) {
        return JniUtils.split((PtNDArray) whole, rows, 0);
    }
}
