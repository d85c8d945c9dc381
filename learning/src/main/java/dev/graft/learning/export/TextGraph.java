package dev.graft.learning.export;

import static dev.graft.learning.onnx.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.backbone.LayerNames;
import dev.graft.learning.onnx.OnnxGraph;
import dev.graft.learning.tensor.HostTensor;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The network of {@link dev.graft.learning.backbone.BertEncoder} as ONNX nodes: B rows, S tokens, E hidden units, H
 * heads. Inputs are {@code input_ids}, {@code attention_mask} and, where the encoder tells segments apart,
 * {@code token_type_ids}, all (B, S) of 64-bit integers; of several encoders in one graph, each with its name and a dot
 * before them.
 */
final class TextGraph {

    private static final float MASKED = -1e9f;

    private final OnnxGraph graph;
    private final BertConfig config;
    private final Scope root;
    private final String ids;
    private final String mask;

    /** The only encoder of a graph. */
    TextGraph(OnnxGraph graph, BertConfig config, SortedMap<String, HostTensor> weights, Precision precision) {
        this(config, new Scope(graph, weights, "", precision));
    }

    /**
     * An encoder of several: its inputs, nodes and weights are named after it.
     *
     * @param weights by the encoder's own names
     */
    static TextGraph named(
            String name,
            OnnxGraph graph,
            BertConfig config,
            SortedMap<String, HostTensor> weights,
            Precision precision) {
        SortedMap<String, HostTensor> renamed = new TreeMap<>();
        weights.forEach((weight, tensor) -> renamed.put(name + "." + weight, tensor));
        return new TextGraph(config, new Scope(graph, renamed, name, precision));
    }

    private TextGraph(BertConfig config, Scope root) {
        this.graph = root.graph();
        this.config = config;
        this.root = root;
        this.ids = input("input_ids");
        this.mask = root.child("mask")
                .node(
                        "Cast",
                        "Cast",
                        List.of(input("attention_mask")),
                        attribute("to", TensorProto.DataType.FLOAT_VALUE));
    }

    private String input(String name) {
        String prefix = root.module().isEmpty() ? "" : root.module() + ".";
        return graph.input(prefix + name, "batch", prefix + "sequence");
    }

    /** Pooled features (B, E). */
    String features() {
        String hidden = embed();
        String bias = attentionBias();
        for (int i = 0; i < config.layers(); i++) {
            String prefix = config.layerPrefix(i);
            hidden = layer(root.child(prefix.substring(0, prefix.length() - 1)), hidden, bias);
        }
        return pool(hidden);
    }

    private String embed() {
        Scope scope = root.child("embeddings");
        String sum = scope.node("words", "Gather", List.of(scope.weight("word_embeddings.weight"), ids));
        if (config.typeVocabSize() > 0) {
            sum = scope.node("Add", "Add", List.of(sum, segments(scope)));
        }
        String places =
                scope.node("places", "Gather", List.of(scope.weight("position_embeddings.weight"), positions(scope)));
        return scope.child("LayerNorm").norm(scope.node("Add_1", "Add", List.of(sum, places)), config.layerNormEps());
    }

    private String segments(Scope scope) {
        String table = scope.weight("token_type_embeddings.weight");
        if (config.typeVocabSize() == 1) {
            return table;
        }
        return scope.node("segments", "Gather", List.of(table, input("token_type_ids")));
    }

    private String positions(Scope scope) {
        String one = scope.integer("one", 1);
        if (!config.family().positionsFollowPadding()) {
            String shape = scope.node("Shape", "Shape", List.of(ids));
            String length = scope.node("length", "Gather", List.of(shape, one));
            return scope.node("Range", "Range", List.of(scope.integer("zero", 0), length, one));
        }
        String pad = scope.integer("pad", config.padTokenId());
        String padding = scope.node("Equal", "Equal", List.of(ids, pad));
        String tokens = scope.node(
                "Cast",
                "Cast",
                List.of(scope.node("Not", "Not", List.of(padding))),
                attribute("to", TensorProto.DataType.INT64_VALUE));
        String counted = scope.node("CumSum", "CumSum", List.of(tokens, one));
        return scope.node("position", "Add", List.of(scope.node("Mul", "Mul", List.of(counted, tokens)), pad));
    }

    /** 0 for tokens, a large negative number for padding: (B, 1, 1, S). */
    private String attentionBias() {
        Scope scope = root.child("mask");
        String padding = scope.node("Sub", "Sub", List.of(scope.constant("one", 1), mask));
        String bias = scope.node("Mul", "Mul", List.of(padding, scope.constant("masked", MASKED)));
        return scope.node("Unsqueeze", "Unsqueeze", List.of(bias, scope.integers("axes", 1, 2)));
    }

    private String layer(Scope scope, String hidden, String bias) {
        LayerNames names = config.family().layerNames();
        String attended = scope.child(names.attentionOutput()).linear(attention(scope, hidden, bias));
        String middle = scope.child(names.attentionNorm())
                .norm(scope.node("Add", "Add", List.of(attended, hidden)), config.layerNormEps());
        String wide = gelu(scope, scope.child(names.widen()).linear(middle));
        String narrow = scope.child(names.narrow()).linear(wide);
        return scope.child(names.outputNorm())
                .norm(scope.node("Add_1", "Add", List.of(narrow, middle)), config.layerNormEps());
    }

    private String attention(Scope scope, String hidden, String bias) {
        LayerNames names = config.family().layerNames();
        int width = config.hiddenSize() / config.heads();
        String scale = scope.constant("scale", (float) (1 / Math.sqrt(width)));
        String shape = scope.integers("heads", 0, 0, config.heads(), width);
        String query = heads(scope.child(names.query()), hidden, shape, 0, 2, 1, 3); // (B, H, S, E/H)
        String key = heads(scope.child(names.key()), hidden, shape, 0, 2, 3, 1); // (B, H, E/H, S)
        String value = heads(scope.child(names.value()), hidden, shape, 0, 2, 1, 3);
        String scaled = scope.node("Mul", "Mul", List.of(query, scale));
        String scores = scope.node("scores", "MatMul", List.of(scaled, key));
        String masked = scope.node("masked", "Add", List.of(scores, bias));
        String shares = scope.node("Softmax", "Softmax", List.of(masked), attribute("axis", -1));
        String context = scope.node("context", "MatMul", List.of(shares, value));
        String turned = scope.node("Transpose", "Transpose", List.of(context), attribute("perm", 0, 2, 1, 3));
        return scope.node("Reshape", "Reshape", List.of(turned, scope.integers("joined", 0, 0, config.hiddenSize())));
    }

    private static String heads(Scope scope, String hidden, String shape, long... order) {
        String cut = scope.node("Reshape", "Reshape", List.of(scope.linear(hidden), shape));
        return scope.node("Transpose", "Transpose", List.of(cut), attribute("perm", order));
    }

    private static String gelu(Scope scope, String input) {
        String error =
                scope.node("Erf", "Erf", List.of(scope.node("Div", "Div", List.of(input, scope.constant("sqrt2", (float)
                        Math.sqrt(2))))));
        String gate = scope.node("Add_2", "Add", List.of(error, scope.constant("one", 1)));
        String gated = scope.node("Mul_1", "Mul", List.of(input, gate));
        return scope.node("Mul_2", "Mul", List.of(gated, scope.constant("half", 0.5f)));
    }

    private String pool(String hidden) {
        Scope scope = root.child("pooling");
        return switch (config.pooling()) {
            case CLS -> scope.node("first", "Gather", List.of(hidden, scope.integer("zero", 0)), attribute("axis", 1));
            case MEAN -> mean(scope, hidden);
        };
    }

    private String mean(Scope scope, String hidden) {
        String axis = scope.integers("axis", 1);
        String tokens = scope.node("ReduceSum", "ReduceSum", List.of(mask, axis), attribute("keepdims", 1));
        String atLeastOne = scope.node("Max", "Max", List.of(tokens, scope.constant("one", 1)));
        String weights = scope.node("Div", "Div", List.of(mask, atLeastOne));
        String row = scope.node("Unsqueeze", "Unsqueeze", List.of(weights, axis)); // (B, 1, S)
        String sum = scope.node("mean", "MatMul", List.of(row, hidden)); // (B, 1, E)
        return scope.node("Squeeze", "Squeeze", List.of(sum, axis));
    }
}
