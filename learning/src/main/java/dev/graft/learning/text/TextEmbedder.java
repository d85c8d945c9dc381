package dev.graft.learning.text;

import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.backbone.TokenBatch;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.tensor.Parameters;
import java.io.IOException;
import java.util.List;

/**
 * A bare backbone as a function from texts to vectors, for similarity, search and learners of other kinds. Safe for
 * many threads; {@link #close()} waits for calls in progress, later calls fail with {@link IllegalStateException}.
 */
public final class TextEmbedder implements AutoCloseable {

    private static final double SMALLEST_LENGTH = 1e-12;

    private final BatchedText<TokenBatch> texts;
    private final Backbone<TokenBatch> encoder;
    private final boolean normalised;

    private TextEmbedder(BackboneFiles files, int maxLength, DeviceChoice device) throws IOException {
        if (maxLength > files.config().maxPositions()) {
            throw new IllegalArgumentException("the backbone " + files.name() + " reads "
                    + files.config().maxPositions() + " tokens, not " + maxLength);
        }
        this.texts = new BatchedText<>(
                TextReader.of(
                        new TextTokenizer(files.tokenizer(), maxLength),
                        files.config().padTokenId()),
                device);
        this.encoder = new BertEncoder(files.config(), new Parameters(texts.manager(), files.weights()));
        this.normalised = files.normalised();
    }

    /**
     * Loads a backbone.
     *
     * @param maxLength tokens of a text that are read, special ones included, at least 3
     */
    public static TextEmbedder load(BackboneFiles files, int maxLength, DeviceChoice device) throws IOException {
        return new TextEmbedder(files, maxLength, device);
    }

    /** Numbers a vector has. */
    public int size() {
        return encoder.featureSize();
    }

    /**
     * One vector for each input, in their order: pooled as the backbone says, and of length 1 where its authors compare
     * vectors of length 1, so that their product is the cosine.
     */
    public float[][] embed(List<TextInput> inputs) {
        float[][] vectors = texts.run(inputs, encoder::features);
        if (normalised) {
            for (float[] vector : vectors) {
                normalise(vector);
            }
        }
        return vectors;
    }

    @Override
    public void close() {
        texts.close();
    }

    private static void normalise(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.max(Math.sqrt(squares), SMALLEST_LENGTH);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
    }
}
