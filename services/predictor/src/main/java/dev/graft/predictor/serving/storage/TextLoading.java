package dev.graft.predictor.serving.storage;

import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.export.Precision;
import dev.graft.learning.serve.OnnxText;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Loads models of texts into the runtime that computes them. One that ONNX Runtime computes is compared with PyTorch, which
 * trained it, before it serves.
 *
 * @param precision of linear layers; less than the trained one is ONNX Runtime's alone
 */
public record TextLoading(TextRuntime runtime, Precision precision, DeviceChoice device) {
    private static final Logger LOG = Logger.getLogger(TextLoading.class);

    private static final double LOGIT_TOLERANCE = 1e-3;

    /** Of features in fewer bits, 1: the same. What they cost in score the gate has measured; this finds a model that they break. */
    private static final double LEAST_COSINE = 0.8;

    /** Of several lengths, so that padding takes part. */
    private static final List<TextInput> SAMPLES =
            List.of(TextInput.of("hello"), TextInput.of("where is my parcel, please?"), TextInput.of("好".repeat(40)));

    private static final List<TextInput> PAIRS = List.of(
            new TextInput("hello", "good morning"),
            new TextInput("where is my parcel, please?", "my parcel has not come".repeat(4)),
            new TextInput("好".repeat(40), "好"));

    public TextLoading {
        if (precision == Precision.INT8 && runtime == TextRuntime.PYTORCH) {
            throw new IllegalArgumentException("models are computed in int8 by ONNX Runtime alone: set"
                    + " graft.predictor.text-runtime to onnx or auto, or graft.text-precision to float32");
        }
    }

    /**
     * The model in a folder that a training run wrote, which is not needed afterwards.
     *
     * @param pairs whether it reads two texts at once
     */
    TextClassifier load(Path folder, boolean pairs) throws IOException {
        List<TextInput> samples = pairs ? PAIRS : SAMPLES;
        return switch (runtime) {
            case PYTORCH -> TextClassifier.load(folder, device);
            case ONNX -> onnx(folder, samples);
            case AUTO -> precision == Precision.INT8 ? onnx(folder, samples) : faster(folder, samples);
        };
    }

    private TextClassifier faster(Path folder, List<TextInput> samples) throws IOException {
        if (TorchRuntime.resolve(device).isGpu()) {
            return TextClassifier.load(folder, device);
        }
        try {
            return onnx(folder, samples);
        } catch (IOException | IllegalArgumentException | IllegalStateException | LinkageError e) {
            // A platform without its natives is a linkage error.
            LOG.warnf("serving by PyTorch instead of ONNX Runtime: %s", e);
            return TextClassifier.load(folder, device);
        }
    }

    private TextClassifier onnx(Path folder, List<TextInput> samples) throws IOException {
        TextClassifier onnx = OnnxText.load(folder, precision);
        try (TextClassifier trained = TextClassifier.load(folder, device)) {
            if (precision == Precision.FLOAT32) {
                requireSame(onnx.logits(samples), trained.logits(samples));
            } else {
                requireAlike(onnx.features(samples), trained.features(samples));
            }
            return onnx;
        } catch (IOException | RuntimeException e) {
            onnx.close();
            throw e;
        }
    }

    /** The model answers as it did where it was trained. */
    private static void requireSame(float[][] here, float[][] there) {
        for (int row = 0; row < here.length; row++) {
            for (int column = 0; column < here[row].length; column++) {
                double difference = Math.abs(here[row][column] - there[row][column]);
                if (!(difference <= LOGIT_TOLERANCE * (1 + Math.abs(there[row][column])))) {
                    throw new IllegalStateException("a logit is " + here[row][column] + " in ONNX Runtime and "
                            + there[row][column] + " in PyTorch, which trained the model");
                }
            }
        }
    }

    private static void requireAlike(float[][] here, float[][] there) {
        for (int row = 0; row < here.length; row++) {
            double cosine = product(here[row], there[row])
                    / Math.sqrt(product(here[row], here[row]) * product(there[row], there[row]));
            if (!(cosine >= LEAST_COSINE)) {
                throw new IllegalStateException(
                        "in eight bits the model sees a text elsewhere: the cosine of its features to"
                                + " those of the trained model is " + cosine + ", and has to be " + LEAST_COSINE);
            }
        }
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
