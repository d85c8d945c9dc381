package dev.graft.predictor.serving.storage;

import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.serve.OnnxText;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jboss.logging.Logger;

/** What computes the models of texts. */
public enum TextRuntime {
    /** ONNX Runtime on the processor, where it is faster; PyTorch on a GPU, and for a model that ONNX Runtime does not take. */
    AUTO {
        @Override
        TextClassifier load(Path folder, DeviceChoice device) throws IOException {
            if (TorchRuntime.resolve(device).isGpu()) {
                return PYTORCH.load(folder, device);
            }
            try {
                return ONNX.load(folder, device);
            } catch (IOException | IllegalArgumentException | IllegalStateException | LinkageError e) {
                // A platform without its natives is a linkage error.
                LOG.warnf("serving by PyTorch instead of ONNX Runtime: %s", e);
                return PYTORCH.load(folder, device);
            }
        }
    },

    PYTORCH {
        @Override
        TextClassifier load(Path folder, DeviceChoice device) throws IOException {
            return TextClassifier.load(folder, device);
        }
    },

    ONNX {
        @Override
        TextClassifier load(Path folder, DeviceChoice device) throws IOException {
            TextClassifier onnx = OnnxText.load(folder);
            try (TextClassifier trained = TextClassifier.load(folder, device)) {
                requireSame(onnx.logits(SAMPLES), trained.logits(SAMPLES));
                return onnx;
            } catch (IOException | RuntimeException e) {
                onnx.close();
                throw e;
            }
        }
    };

    private static final Logger LOG = Logger.getLogger(TextRuntime.class);
    private static final double TOLERANCE = 1e-3;

    /** Of several lengths, so that padding takes part. */
    private static final List<TextInput> SAMPLES =
            List.of(TextInput.of("hello"), TextInput.of("where is my parcel, please?"), TextInput.of("好".repeat(40)));

    abstract TextClassifier load(Path folder, DeviceChoice device) throws IOException;

    /** The model answers as it did where it was trained. */
    private static void requireSame(float[][] here, float[][] there) {
        for (int row = 0; row < here.length; row++) {
            for (int column = 0; column < here[row].length; column++) {
                double difference = Math.abs(here[row][column] - there[row][column]);
                if (!(difference <= TOLERANCE * (1 + Math.abs(there[row][column])))) {
                    throw new IllegalStateException("a logit is " + here[row][column] + " in ONNX Runtime and "
                            + there[row][column] + " in PyTorch, which trained the model");
                }
            }
        }
    }
}
