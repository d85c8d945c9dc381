package dev.graft.learning.backbone;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sizes of a BERT encoder, as a Hugging Face {@code config.json} states them.
 *
 * @param vocabSize token ids are below it
 * @param hiddenSize width E of every hidden state, a multiple of {@code heads}
 * @param layers number of encoder layers
 * @param heads attention heads a layer
 * @param intermediateSize width of a layer's feed-forward part
 * @param maxPositions the longest sequence, in tokens
 * @param typeVocabSize segment ids are below it
 * @param layerNormEps added to the variance in layer normalisation
 * @param padTokenId id of the padding token
 */
public record BertConfig(
        int vocabSize,
        int hiddenSize,
        int layers,
        int heads,
        int intermediateSize,
        int maxPositions,
        int typeVocabSize,
        double layerNormEps,
        int padTokenId) {

    public BertConfig {
        if (vocabSize < 1 || layers < 1 || intermediateSize < 1 || maxPositions < 3 || typeVocabSize < 1) {
            throw new IllegalArgumentException("a BERT encoder needs positive sizes");
        }
        if (heads < 1 || hiddenSize < heads || hiddenSize % heads != 0) {
            throw new IllegalArgumentException(hiddenSize + " hidden units cannot be shared by " + heads + " heads");
        }
    }

    /** Reads a {@code config.json}; another architecture or activation fails with {@link IllegalArgumentException}. */
    public static BertConfig from(JsonNode json) {
        require(json, "model_type", "bert");
        require(json, "hidden_act", "gelu");
        if (json.has("position_embedding_type")) {
            require(json, "position_embedding_type", "absolute");
        }
        return new BertConfig(
                size(json, "vocab_size"),
                size(json, "hidden_size"),
                size(json, "num_hidden_layers"),
                size(json, "num_attention_heads"),
                size(json, "intermediate_size"),
                size(json, "max_position_embeddings"),
                size(json, "type_vocab_size"),
                json.path("layer_norm_eps").asDouble(1e-12),
                json.path("pad_token_id").asInt(0));
    }

    /** Writes the sizes as {@code config.json} spells them. */
    public void writeTo(ObjectNode json) {
        json.put("hidden_act", "gelu");
        json.put("hidden_size", hiddenSize);
        json.put("intermediate_size", intermediateSize);
        json.put("layer_norm_eps", layerNormEps);
        json.put("max_position_embeddings", maxPositions);
        json.put("model_type", "bert");
        json.put("num_attention_heads", heads);
        json.put("num_hidden_layers", layers);
        json.put("pad_token_id", padTokenId);
        json.put("position_embedding_type", "absolute");
        json.put("type_vocab_size", typeVocabSize);
        json.put("vocab_size", vocabSize);
    }

    /** Every weight of the encoder under its Hugging Face name; the pooler is not part of it. */
    public SortedMap<String, Shape> shapes() {
        SortedMap<String, Shape> shapes = new TreeMap<>();
        shapes.put("embeddings.word_embeddings.weight", new Shape(vocabSize, hiddenSize));
        shapes.put("embeddings.position_embeddings.weight", new Shape(maxPositions, hiddenSize));
        shapes.put("embeddings.token_type_embeddings.weight", new Shape(typeVocabSize, hiddenSize));
        putNorm(shapes, "embeddings.LayerNorm");
        for (int i = 0; i < layers; i++) {
            String layer = layerPrefix(i);
            putLinear(shapes, layer + "attention.self.query", hiddenSize, hiddenSize);
            putLinear(shapes, layer + "attention.self.key", hiddenSize, hiddenSize);
            putLinear(shapes, layer + "attention.self.value", hiddenSize, hiddenSize);
            putLinear(shapes, layer + "attention.output.dense", hiddenSize, hiddenSize);
            putNorm(shapes, layer + "attention.output.LayerNorm");
            putLinear(shapes, layer + "intermediate.dense", intermediateSize, hiddenSize);
            putLinear(shapes, layer + "output.dense", hiddenSize, intermediateSize);
            putNorm(shapes, layer + "output.LayerNorm");
        }
        return shapes;
    }

    /** The names of layer {@code i}'s weights begin with this. */
    public static String layerPrefix(int i) {
        return "encoder.layer." + i + ".";
    }

    private static void putLinear(SortedMap<String, Shape> shapes, String name, int out, int in) {
        shapes.put(name + ".weight", new Shape(out, in));
        shapes.put(name + ".bias", new Shape(out));
    }

    private void putNorm(SortedMap<String, Shape> shapes, String name) {
        shapes.put(name + ".weight", new Shape(hiddenSize));
        shapes.put(name + ".bias", new Shape(hiddenSize));
    }

    private static void require(JsonNode json, String field, String value) {
        String found = json.path(field).asText();
        if (!found.equals(value)) {
            throw new IllegalArgumentException(
                    "config.json: " + field + " is '" + found + "', only '" + value + "' is supported");
        }
    }

    private static int size(JsonNode json, String field) {
        JsonNode node = json.path(field);
        if (!node.canConvertToInt() || !node.isIntegralNumber()) {
            throw new IllegalArgumentException("config.json: " + field + " is missing or no whole number");
        }
        return node.asInt();
    }
}
