package dev.graft.learning.backbone;

/**
 * What a family of encoders calls the parts of its layers.
 *
 * @param stack the names of all layers' weights begin with this, then comes the layer's number
 * @param query linear, like the next three
 * @param key of the attention
 * @param value of the attention
 * @param attentionOutput over the joined heads
 * @param attentionNorm behind the attention and its residual connection
 * @param widen the first linear map of the feed-forward part
 * @param narrow the second one
 * @param outputNorm behind the feed-forward part and its residual connection
 */
public record LayerNames(
        String stack,
        String query,
        String key,
        String value,
        String attentionOutput,
        String attentionNorm,
        String widen,
        String narrow,
        String outputNorm) {

    static final LayerNames BERT = new LayerNames(
            "encoder.layer.",
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
            "attention.output.LayerNorm",
            "intermediate.dense",
            "output.dense",
            "output.LayerNorm");

    static final LayerNames DISTILBERT = new LayerNames(
            "transformer.layer.",
            "attention.q_lin",
            "attention.k_lin",
            "attention.v_lin",
            "attention.out_lin",
            "sa_layer_norm",
            "ffn.lin1",
            "ffn.lin2",
            "output_layer_norm");
}
