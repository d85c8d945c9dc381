package dev.graft.learning.image.backbone;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.tensor.HostTensor;
import java.nio.FloatBuffer;
import java.util.Map;

/** Keras's names for MobileNet; kernels are stored (rows, columns, in, out), depthwise ones (rows, columns, in, 1). */
final class KerasMobileNetV1 implements WeightLayout {

    private static final Map<String, String> NORM_PARTS =
            Map.of("weight", "gamma", "bias", "beta", "running_mean", "moving_mean", "running_var", "moving_variance");

    @Override
    public String nameOf(String own) {
        int dot = own.lastIndexOf('.');
        String module = own.substring(0, dot);
        String part = own.substring(dot + 1);
        if (module.endsWith("_bn")) {
            return module + "." + NORM_PARTS.getOrDefault(part, part);
        }
        String kernel = module.startsWith("conv_dw_") ? "depthwise_kernel" : "kernel";
        return module + "." + (part.equals("weight") ? kernel : part);
    }

    @Override
    public HostTensor arranged(HostTensor stored, Shape wanted) {
        Shape shape = stored.shape();
        if (shape.dimension() != 4 || wanted.dimension() != 4) {
            return stored;
        }
        boolean depthwise = wanted.get(1) == 1;
        int pixels = (int) (shape.get(0) * shape.get(1));
        int in = (int) shape.get(2);
        int out = (int) shape.get(3);
        float[] turned = new float[(int) shape.size()];
        FloatBuffer values = stored.values();
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    int filter = depthwise ? i * out + o : o * in + i;
                    turned[filter * pixels + pixel] = values.get();
                }
            }
        }
        Shape arranged = depthwise
                ? new Shape(in, out, shape.get(0), shape.get(1))
                : new Shape(out, in, shape.get(0), shape.get(1));
        return new HostTensor(arranged, FloatBuffer.wrap(turned));
    }

    /** The last block is not part of the family. */
    @Override
    public boolean ignores(String name) {
        return name.startsWith("conv_dw_13") || name.startsWith("conv_pw_13") || name.startsWith("conv_preds");
    }

    @Override
    public PaddingRule padding() {
        return PaddingRule.TENSORFLOW;
    }

    @Override
    public Preprocessing preprocessing() {
        return Preprocessing.tensorflow();
    }

    @Override
    public String toString() {
        return "Keras";
    }
}
