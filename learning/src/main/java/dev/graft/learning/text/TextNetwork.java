package dev.graft.learning.text;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.tensor.Parameters;

/**
 * The classifying network: encoder, mean over a row's tokens, dropout, one linear layer. C is the number of labels;
 * the other letters are those of {@link BertEncoder}.
 */
public final class TextNetwork {

    private final BertEncoder encoder;
    private final Parameters weights;

    /** A network over {@code weights}, which has at least {@link ClassifierConfig#shapes()}. */
    public TextNetwork(BertConfig config, Parameters weights) {
        this.encoder = new BertEncoder(config, weights);
        this.weights = weights;
    }

    public BertEncoder encoder() {
        return encoder;
    }

    /** Hidden states (B, S, E) after {@code layers} layers, with no dropout. */
    public NDArray hidden(TokenBatch batch, int layers) {
        NDArray embedded = encoder.embed(batch.ids(), batch.types(), 0);
        return encoder.layers(embedded, batch.padding().attentionBias(), 0, layers, 0);
    }

    /** The mean of the tokens' hidden states (B, S, E) of every row: (B, E). */
    public NDArray pool(NDArray hidden, TokenBatch.Padding padding) {
        return padding.meanWeights().matMul(hidden).squeeze(1);
    }

    /** Logits (B, C) of pooled rows (B, E). */
    public NDArray classify(NDArray pooled, float dropout) {
        NDArray kept =
                dropout == 0 ? pooled : Dropout.dropout(pooled, dropout, true).singletonOrThrow();
        return Linear.linear(kept, weights.get(ClassifierConfig.HEAD_WEIGHT), weights.get(ClassifierConfig.HEAD_BIAS))
                .singletonOrThrow();
    }

    /** Logits (B, C) for inference. */
    public NDArray logits(TokenBatch batch) {
        NDArray hidden = hidden(batch, encoder.config().layers());
        return classify(pool(hidden, batch.padding()), 0);
    }
}
