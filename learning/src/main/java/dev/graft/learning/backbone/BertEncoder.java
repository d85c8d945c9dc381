package dev.graft.learning.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import dev.graft.learning.tensor.Parameters;

/**
 * The BERT encoder (Devlin et al. 2019): embeddings, then layers of self-attention and feed-forward, each with a
 * residual connection and layer normalisation behind it; GELU by the error function.
 *
 * <p>Built by hand because DJL's {@code BertBlock} normalises over the batch. Shapes: B rows, S tokens, E hidden units,
 * H heads. Results belong to the manager of the argument on the left; what lies between is freed at once on the Java
 * side (autograd holds what it needs). Scalars are arrays that live as long as the weights: a temporary scalar would be
 * freed before the backward pass reads it. Safe for many threads as long as no weight is replaced.
 */
public final class BertEncoder {

    private final BertConfig config;
    private final Parameters weights;
    private final NDArray attentionScale;

    /** An encoder over {@code weights}, which has at least {@link BertConfig#shapes()}. */
    public BertEncoder(BertConfig config, Parameters weights) {
        this.config = config;
        this.weights = weights;
        this.attentionScale =
                weights.manager().create((float) (1 / Math.sqrt((double) config.hiddenSize() / config.heads())));
    }

    public BertConfig config() {
        return config;
    }

    /**
     * The embedding layer.
     *
     * @param ids token ids (B, S), int64
     * @param types segment ids (B, S), int64
     * @param dropout 0 for inference and frozen layers
     * @return hidden states (B, S, E)
     */
    public NDArray embed(NDArray ids, NDArray types, float dropout) {
        try (NDScope scope = new NDScope()) {
            NDManager manager = ids.getManager();
            NDArray positions = manager.arange(0, (int) ids.getShape().get(1), 1, DataType.INT64);
            NDArray sum = lookUp(ids, "word").add(lookUp(types, "token_type")).add(lookUp(positions, "position"));
            return keep(drop(norm(sum, "embeddings.LayerNorm"), dropout));
        }
    }

    /**
     * Layers {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param hidden states before layer {@code from} (B, S, E)
     * @param attentionBias added to the attention scores (B, 1, 1, S): 0 for tokens, a large negative number for padding
     * @param dropout 0 for inference and frozen layers
     * @return hidden states (B, S, E); {@code hidden} itself where the range is empty
     */
    public NDArray layers(NDArray hidden, NDArray attentionBias, int from, int to, float dropout) {
        NDArray states = hidden;
        for (int i = from; i < to; i++) {
            try (NDScope scope = new NDScope()) {
                states = keep(layer(states, attentionBias, BertConfig.layerPrefix(i), dropout));
            }
        }
        return states;
    }

    private NDArray layer(NDArray hidden, NDArray attentionBias, String prefix, float dropout) {
        NDArray context = attention(hidden, attentionBias, prefix + "attention.self.", dropout);
        NDArray attended = drop(linear(context, prefix + "attention.output.dense"), dropout);
        NDArray middle = norm(attended.add(hidden), prefix + "attention.output.LayerNorm");
        NDArray wide = Activation.gelu(linear(middle, prefix + "intermediate.dense"));
        NDArray narrow = drop(linear(wide, prefix + "output.dense"), dropout);
        return norm(narrow.add(middle), prefix + "output.LayerNorm");
    }

    private NDArray attention(NDArray hidden, NDArray attentionBias, String prefix, float dropout) {
        NDArray query = heads(linear(hidden, prefix + "query")).mul(attentionScale); // (B, H, S, E/H)
        NDArray key = heads(linear(hidden, prefix + "key")).transpose(0, 1, 3, 2); // (B, H, E/H, S)
        NDArray value = heads(linear(hidden, prefix + "value"));
        NDArray scores = query.matMul(key).add(attentionBias); // (B, H, S, S)
        NDArray context = drop(scores.softmax(-1), dropout).matMul(value);
        return context.transpose(0, 2, 1, 3).reshape(hidden.getShape());
    }

    private NDArray heads(NDArray states) {
        Shape shape = states.getShape();
        int size = config.hiddenSize() / config.heads();
        return states.reshape(shape.get(0), shape.get(1), config.heads(), size).transpose(0, 2, 1, 3);
    }

    private NDArray lookUp(NDArray ids, String table) {
        NDArray weight = weights.get("embeddings." + table + "_embeddings.weight");
        return Embedding.embedding(ids, weight, SparseFormat.DENSE).singletonOrThrow();
    }

    private NDArray linear(NDArray input, String name) {
        return Linear.linear(input, weights.get(name + ".weight"), weights.get(name + ".bias"))
                .singletonOrThrow();
    }

    private NDArray norm(NDArray input, String name) {
        Shape shape = new Shape(config.hiddenSize());
        float epsilon = (float) config.layerNormEps();
        return LayerNorm.layerNorm(input, shape, weights.get(name + ".weight"), weights.get(name + ".bias"), epsilon)
                .singletonOrThrow();
    }

    private static NDArray drop(NDArray input, float rate) {
        return rate == 0 ? input : Dropout.dropout(input, rate, true).singletonOrThrow();
    }

    private static NDArray keep(NDArray result) {
        NDScope.unregister(result);
        return result;
    }
}
