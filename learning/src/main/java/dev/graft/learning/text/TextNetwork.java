package dev.graft.learning.text;

import ai.djl.ndarray.NDArray;
import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.backbone.TokenBatch;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.Head;
import dev.graft.learning.tensor.Parameters;

/**
 * The classifying network: a text encoder, its pooled features, a head.
 *
 * @param encoder the backbone
 * @param head reads its features
 * @param <B> the backbone's batches
 */
public record TextNetwork<B>(Backbone<B> encoder, Head head) {

    /** A network over {@code weights}, which has at least {@link ClassifierConfig#shapes()}. */
    public static TextNetwork<TokenBatch> of(BertConfig config, Parameters weights) {
        return new TextNetwork<>(new BertEncoder(config, weights), new Head(weights));
    }

    /** Logits (B, C) for inference: B rows, C labels. */
    public NDArray logits(B batch) {
        return head.logits(encoder.features(batch), 0);
    }
}
