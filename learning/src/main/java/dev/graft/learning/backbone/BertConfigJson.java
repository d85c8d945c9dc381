package dev.graft.learning.backbone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An encoder's sizes in a Hugging Face {@code config.json}; DistilBERT has its own words for most of them. */
final class BertConfigJson {

    private static final String ACTIVATION = "gelu";
    private static final double DEFAULT_EPS = 1e-12;

    private BertConfigJson() {}

    static BertConfig read(JsonNode json) {
        TextFamily family = TextFamily.of(json);
        requireIfThere(json, "position_embedding_type", "absolute");
        requireIfThere(json, "is_decoder", "false");
        Pooling pooling = Pooling.named(json.path("graft").path("pooling").asText(Pooling.MEAN.toString()));
        return family == TextFamily.DISTILBERT ? distilBert(json, pooling) : bert(family, json, pooling);
    }

    private static BertConfig bert(TextFamily family, JsonNode json, Pooling pooling) {
        require(json, "hidden_act", ACTIVATION);
        int pad = json.path("pad_token_id").asInt(family.positionsFollowPadding() ? 1 : 0);
        int positions = size(json, "max_position_embeddings");
        return new BertConfig(
                family,
                size(json, "vocab_size"),
                size(json, "hidden_size"),
                size(json, "num_hidden_layers"),
                size(json, "num_attention_heads"),
                size(json, "intermediate_size"),
                family.positionsFollowPadding() ? positions - pad - 1 : positions,
                size(json, "type_vocab_size"),
                json.path("layer_norm_eps").asDouble(DEFAULT_EPS),
                pad,
                pooling);
    }

    private static BertConfig distilBert(JsonNode json, Pooling pooling) {
        require(json, "activation", ACTIVATION);
        return new BertConfig(
                TextFamily.DISTILBERT,
                size(json, "vocab_size"),
                size(json, "dim"),
                size(json, "n_layers"),
                size(json, "n_heads"),
                size(json, "hidden_dim"),
                size(json, "max_position_embeddings"),
                0,
                DEFAULT_EPS,
                json.path("pad_token_id").asInt(0),
                pooling);
    }

    static void write(BertConfig config, ObjectNode json) {
        boolean distilBert = config.family() == TextFamily.DISTILBERT;
        json.put(distilBert ? "activation" : "hidden_act", ACTIVATION);
        json.put(distilBert ? "dim" : "hidden_size", config.hiddenSize());
        json.put(distilBert ? "hidden_dim" : "intermediate_size", config.intermediateSize());
        if (!distilBert) {
            json.put("layer_norm_eps", config.layerNormEps());
        }
        json.put("max_position_embeddings", config.firstPosition() + config.maxPositions());
        json.put("model_type", config.family().modelType());
        json.put(distilBert ? "n_heads" : "num_attention_heads", config.heads());
        json.put(distilBert ? "n_layers" : "num_hidden_layers", config.layers());
        json.put("pad_token_id", config.padTokenId());
        if (!distilBert) {
            json.put("position_embedding_type", "absolute");
            json.put("type_vocab_size", config.typeVocabSize());
        }
        json.put("vocab_size", config.vocabSize());
    }

    private static void requireIfThere(JsonNode json, String field, String value) {
        if (json.hasNonNull(field)) {
            require(json, field, value);
        }
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
