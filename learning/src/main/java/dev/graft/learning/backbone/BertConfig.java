package dev.graft.learning.backbone;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is to know of an encoder of BERT's kind beside its weights: its family, sizes and pooling.
 *
 * @param family decides on names and positions
 * @param vocabSize token ids are below it
 * @param hiddenSize width E of every hidden state, a multiple of {@code heads}
 * @param layers number of encoder layers
 * @param heads attention heads a layer
 * @param intermediateSize width of a layer's feed-forward part
 * @param maxPositions the longest sequence, in tokens
 * @param typeVocabSize segment ids are below it; 0 where the family has none
 * @param layerNormEps added to the variance in layer normalisation
 * @param padTokenId id of the padding token
 * @param pooling how a row's hidden states become one vector
 */
public record BertConfig(
        TextFamily family,
        int vocabSize,
        int hiddenSize,
        int layers,
        int heads,
        int intermediateSize,
        int maxPositions,
        int typeVocabSize,
        double layerNormEps,
        int padTokenId,
        Pooling pooling) {

    public BertConfig {
        if (vocabSize < 1 || layers < 1 || intermediateSize < 1 || maxPositions < 3) {
            throw new IllegalArgumentException("an encoder needs positive sizes and room for 3 tokens");
        }
        if (heads < 1 || hiddenSize < heads || hiddenSize % heads != 0) {
            throw new IllegalArgumentException(hiddenSize + " hidden units cannot be shared by " + heads + " heads");
        }
        if (family.hasSegments() ? typeVocabSize < 1 : typeVocabSize != 0) {
            throw new IllegalArgumentException(
                    typeVocabSize + " kinds of segment do not go with " + family.modelType());
        }
        if (padTokenId < 0 || padTokenId >= vocabSize) {
            throw new IllegalArgumentException(
                    "the padding token " + padTokenId + " is none of the " + vocabSize + " tokens");
        }
    }

    /** The same encoder with another number of layers. */
    public BertConfig withLayers(int count) {
        return new BertConfig(
                family,
                vocabSize,
                hiddenSize,
                count,
                heads,
                intermediateSize,
                maxPositions,
                typeVocabSize,
                layerNormEps,
                padTokenId,
                pooling);
    }

    /** A BERT encoder that is pooled by the mean. */
    public BertConfig(
            int vocabSize,
            int hiddenSize,
            int layers,
            int heads,
            int intermediateSize,
            int maxPositions,
            int typeVocabSize,
            double layerNormEps,
            int padTokenId) {
        this(
                TextFamily.BERT,
                vocabSize,
                hiddenSize,
                layers,
                heads,
                intermediateSize,
                maxPositions,
                typeVocabSize,
                layerNormEps,
                padTokenId,
                Pooling.MEAN);
    }

    /**
     * Reads a {@code config.json}; the pooling is that of its object {@code graft}, else the mean.
     *
     * @throws IllegalArgumentException on another family, activation or kind of position, with the supported ones
     */
    public static BertConfig from(JsonNode json) {
        return BertConfigJson.read(json);
    }

    /** Writes all but the pooling as {@code config.json} spells it. */
    public void writeTo(ObjectNode json) {
        BertConfigJson.write(this, json);
    }

    public BertConfig withPooling(Pooling other) {
        return new BertConfig(
                family,
                vocabSize,
                hiddenSize,
                layers,
                heads,
                intermediateSize,
                maxPositions,
                typeVocabSize,
                layerNormEps,
                padTokenId,
                other);
    }

    /** Number of the first token's row in the table of positions. */
    public int firstPosition() {
        return family.positionsFollowPadding() ? padTokenId + 1 : 0;
    }

    /** Every weight of the encoder under its Hugging Face name; the pooler is not part of it. */
    public SortedMap<String, Shape> shapes() {
        SortedMap<String, Shape> shapes = new TreeMap<>();
        shapes.put("embeddings.word_embeddings.weight", new Shape(vocabSize, hiddenSize));
        shapes.put("embeddings.position_embeddings.weight", new Shape(firstPosition() + maxPositions, hiddenSize));
        if (typeVocabSize > 0) {
            shapes.put("embeddings.token_type_embeddings.weight", new Shape(typeVocabSize, hiddenSize));
        }
        putNorm(shapes, "embeddings.LayerNorm");
        LayerNames names = family.layerNames();
        for (int i = 0; i < layers; i++) {
            String layer = layerPrefix(i);
            putLinear(shapes, layer + names.query(), hiddenSize, hiddenSize);
            putLinear(shapes, layer + names.key(), hiddenSize, hiddenSize);
            putLinear(shapes, layer + names.value(), hiddenSize, hiddenSize);
            putLinear(shapes, layer + names.attentionOutput(), hiddenSize, hiddenSize);
            putNorm(shapes, layer + names.attentionNorm());
            putLinear(shapes, layer + names.widen(), intermediateSize, hiddenSize);
            putLinear(shapes, layer + names.narrow(), hiddenSize, intermediateSize);
            putNorm(shapes, layer + names.outputNorm());
        }
        return shapes;
    }

    /** The names of layer {@code i}'s weights begin with this. */
    public String layerPrefix(int i) {
        return family.layerNames().stack() + i + ".";
    }

    private static void putLinear(SortedMap<String, Shape> shapes, String name, int out, int in) {
        shapes.put(name + ".weight", new Shape(out, in));
        shapes.put(name + ".bias", new Shape(out));
    }

    private void putNorm(SortedMap<String, Shape> shapes, String name) {
        shapes.put(name + ".weight", new Shape(hiddenSize));
        shapes.put(name + ".bias", new Shape(hiddenSize));
    }
}
