package dev.graft.learning.classic;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@link LinearModel} as safetensors of float32: {@value #WEIGHT} {@code (classes, width)} and {@value #BIAS} {@code (classes)},
 * the layout of a linear layer elsewhere. The same model gives the same bytes.
 */
public final class LinearModelFile {

    static final String WEIGHT = "classifier.weight";
    static final String BIAS = "classifier.bias";

    private LinearModelFile() {}

    /** Writes a file, or writes it anew. */
    public static void write(Path file, LinearModel model) throws IOException {
        int classes = model.bias().length;
        float[] weights = new float[Math.multiplyExact(classes, model.width())];
        float[] bias = new float[classes];
        for (int each = 0; each < classes; each++) {
            bias[each] = (float) model.bias()[each];
            for (int i = 0; i < model.width(); i++) {
                weights[each * model.width() + i] = (float) model.weights()[each][i];
            }
        }
        Safetensors.write(
                file,
                new TreeMap<>(Map.of(
                        WEIGHT, HostTensor.of(new Shape(classes, model.width()), weights),
                        BIAS, HostTensor.of(new Shape(classes), bias))),
                Map.of("format", "graft-linear 1"));
    }

    /** Reads a file; {@link IOException} where it holds no such model. */
    public static LinearModel read(Path file) throws IOException {
        SortedMap<String, HostTensor> tensors = Safetensors.read(file);
        HostTensor weight = tensors.get(WEIGHT);
        HostTensor bias = tensors.get(BIAS);
        if (weight == null
                || bias == null
                || weight.shape().dimension() != 2
                || bias.shape().dimension() != 1
                || weight.shape().get(0) != bias.shape().get(0)
                || bias.shape().get(0) < 2) {
            throw new IOException(file + " has no matrix " + WEIGHT + " with as many rows as " + BIAS);
        }
        int classes = Math.toIntExact(weight.shape().get(0));
        int width = Math.toIntExact(weight.shape().get(1));
        double[][] weights = new double[classes][width];
        FloatBuffer values = weight.values();
        for (double[] plane : weights) {
            for (int i = 0; i < width; i++) {
                plane[i] = values.get();
            }
        }
        double[] biases = new double[classes];
        for (int each = 0; each < classes; each++) {
            biases[each] = bias.values().get(each);
        }
        return new LinearModel(weights, biases);
    }
}
