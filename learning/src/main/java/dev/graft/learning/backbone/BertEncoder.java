package dev.graft.learning.backbone;

import ai.djl.ndarray.NDArray;
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
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The BERT encoder (Devlin et al. 2019): embeddings, then layers of self-attention and feed-forward, each with a
 * residual connection and layer normalisation behind it; GELU by the error function. The {@link TextFamily} decides on
 * names, positions and segments, the {@link Pooling} on the features.
 *
 * <p>Built by hand because DJL's {@code BertBlock} normalises over the batch. Shapes: B rows, S tokens, E hidden units,
 * H heads. What lies between is freed at once on the Java side; autograd holds what it needs.
 */
public final class BertEncoder implements TracedBackbone<TokenBatch> {

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

    @Override
    public int stages() {
        return config.layers() + 1;
    }

    @Override
    public SortedSet<String> weightNames(int stage) {
        String prefix = stage == 0 ? "embeddings." : config.layerPrefix(stage - 1);
        return config.shapes().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public int featureSize() {
        return config.hiddenSize();
    }

    /** The embedding layer: hidden states (B, S, E). */
    @Override
    public NDArray enter(TokenBatch batch, float dropout) {
        try (NDScope scope = new NDScope()) {
            NDArray words = lookUp(batch.ids(), "word");
            NDArray sum = (config.typeVocabSize() > 0 ? words.add(segments(batch)) : words)
                    .add(lookUp(positions(batch), "position"));
            return keep(drop(norm(sum, "embeddings.LayerNorm"), dropout));
        }
    }

    /** Layers {@code from - 1} to {@code to - 1}: hidden states (B, S, E). */
    @Override
    public NDArray run(TokenBatch batch, NDArray hidden, int from, int to, float dropout) {
        NDArray states = hidden;
        for (int stage = from; stage < to; stage++) {
            try (NDScope scope = new NDScope()) {
                String prefix = config.layerPrefix(stage - 1);
                states = keep(layer(states, batch.padding().attentionBias(), prefix, dropout, scores -> {}));
            }
        }
        return states;
    }

    @Override
    public Trace trace(TokenBatch batch, float dropout) {
        List<NDArray> hidden = new ArrayList<>();
        List<NDArray> attention = new ArrayList<>();
        hidden.add(enter(batch, 0));
        for (int layer = 0; layer < config.layers(); layer++) {
            try (NDScope scope = new NDScope()) {
                hidden.add(keep(layer(
                        hidden.get(layer),
                        batch.padding().attentionBias(),
                        config.layerPrefix(layer),
                        dropout,
                        scores -> attention.add(keep(scores.logSoftmax(-1))))));
            }
        }
        return new Trace(hidden, attention);
    }

    @Override
    public NDArray meanWeights(TokenBatch batch) {
        return batch.padding().meanWeights();
    }

    @Override
    public NDArray pool(TokenBatch batch, NDArray hidden) {
        return config.pooling().apply(hidden, batch.padding().meanWeights());
    }

    /** (B, S, E); the only row (1, E) where there is one kind of segment, whatever the tokenizer says. */
    private NDArray segments(TokenBatch batch) {
        return config.typeVocabSize() == 1
                ? weights.get("embeddings.token_type_embeddings.weight")
                : lookUp(batch.types(), "token_type");
    }

    /** Rows of the table of positions: (S) or (B, S). */
    private NDArray positions(TokenBatch batch) {
        NDArray ids = batch.ids();
        if (!config.family().positionsFollowPadding()) {
            return ids.getManager().arange(0, (int) ids.getShape().get(1), 1, DataType.INT64);
        }
        NDArray tokens = ids.neq(batch.padId()).toType(DataType.INT64, false);
        return tokens.cumSum(1).mul(tokens).add(config.padTokenId());
    }

    /** @param scored hears the attention's scores (B, H, S, S), those of padding large and negative */
    private NDArray layer(
            NDArray hidden, NDArray attentionBias, String prefix, float dropout, Consumer<NDArray> scored) {
        LayerNames names = config.family().layerNames();
        NDArray context = attention(hidden, attentionBias, prefix, dropout, scored);
        NDArray attended = drop(linear(context, prefix + names.attentionOutput()), dropout);
        NDArray middle = norm(attended.add(hidden), prefix + names.attentionNorm());
        NDArray wide = Activation.gelu(linear(middle, prefix + names.widen()));
        NDArray narrow = drop(linear(wide, prefix + names.narrow()), dropout);
        return norm(narrow.add(middle), prefix + names.outputNorm());
    }

    private NDArray attention(
            NDArray hidden, NDArray attentionBias, String prefix, float dropout, Consumer<NDArray> scored) {
        LayerNames names = config.family().layerNames();
        NDArray query = heads(linear(hidden, prefix + names.query())).mul(attentionScale); // (B, H, S, E/H)
        NDArray key = heads(linear(hidden, prefix + names.key())).transpose(0, 1, 3, 2); // (B, H, E/H, S)
        NDArray value = heads(linear(hidden, prefix + names.value()));
        NDArray scores = query.matMul(key).add(attentionBias); // (B, H, S, S)
        scored.accept(scores);
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
