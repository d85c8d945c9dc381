package dev.graft.learning.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextRows;
import dev.graft.learning.text.TextTokenizer;
import dev.graft.learning.text.Tokens;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts that went through a backbone as one padded batch.
 *
 * @param tokens of each text
 * @param hidden last hidden states of each text, flat, padding included
 * @param pooled features of each text
 */
record Encoded(List<Tokens> tokens, List<float[]> hidden, List<float[]> pooled) {

    static Encoded of(BackboneFiles files, List<TextInput> inputs, int maxLength) throws Exception {
        try (GradMode off = GradMode.off();
                TextTokenizer tokenizer = new TextTokenizer(files.tokenizer(), maxLength);
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights = new Parameters(manager, files.weights())) {
            BertEncoder encoder = new BertEncoder(files.config(), weights);
            List<Tokens> tokens = tokenizer.encode(inputs);
            int[] rows = IntStream.range(0, inputs.size()).toArray();
            TokenBatch batch = new TextRows(tokens, files.config().padTokenId()).batch(manager, rows);
            NDArray hidden = encoder.run(batch, encoder.enter(batch, 0), 1, encoder.stages(), 0);
            return new Encoded(tokens, rows(hidden), rows(encoder.pool(batch, hidden)));
        }
    }

    int[] ids(int row) {
        Tokens of = tokens.get(row);
        return IntStream.range(0, of.length()).map(of::id).toArray();
    }

    int[] types(int row) {
        Tokens of = tokens.get(row);
        return IntStream.range(0, of.length()).map(of::type).toArray();
    }

    /** The largest difference over {@code expected}, which may be shorter: padding is not compared. */
    static double largestDifference(FloatBuffer expected, float[] actual) {
        double largest = 0;
        for (int i = 0; expected.hasRemaining(); i++) {
            largest = Math.max(largest, Math.abs(expected.get() - actual[i]));
        }
        return largest;
    }

    private static List<float[]> rows(NDArray batch) {
        return IntStream.range(0, (int) batch.getShape().get(0))
                .mapToObj(row -> batch.get(row).toFloatArray())
                .toList();
    }
}
