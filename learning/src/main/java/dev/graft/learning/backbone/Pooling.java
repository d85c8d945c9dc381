package dev.graft.learning.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * How the hidden states of a text's tokens become one vector.
 *
 * <p>A folder of sentence-transformers says it in {@code 1_Pooling/config.json}, a model of ours under {@code graft} in
 * {@code config.json}. Where nothing says it, it is the mean: of an encoder that was only pre-trained, the mean serves
 * frozen features better than the first token, which nothing has taught to stand for the whole.
 */
public enum Pooling {
    /** The mean over a row's tokens, special ones included, padding left out. */
    MEAN,

    /** The hidden state of the first token. */
    CLS;

    /** The pooling of that name in lower case; {@link IllegalArgumentException} on others. */
    public static Pooling named(String name) {
        for (Pooling pooling : values()) {
            if (pooling.toString().equals(name)) {
                return pooling;
            }
        }
        throw new IllegalArgumentException("pooling '" + name + "' is not supported; supported: mean, cls");
    }

    /** What a {@code 1_Pooling/config.json} says; {@link IllegalArgumentException} on other or several modes. */
    static Pooling of(JsonNode sentenceTransformers) {
        Pooling found = null;
        for (var field : sentenceTransformers.properties()) {
            String mode = field.getKey();
            if (mode.startsWith("pooling_mode_") && field.getValue().asBoolean()) {
                if (found != null) {
                    throw new IllegalArgumentException("1_Pooling/config.json joins several pooling modes;"
                            + " supported is one: pooling_mode_mean_tokens or pooling_mode_cls_token");
                }
                found = ofMode(mode);
            }
        }
        if (found != null) {
            return found;
        }
        return named(sentenceTransformers.path("pooling_mode").asText());
    }

    private static Pooling ofMode(String mode) {
        return switch (mode) {
            case "pooling_mode_mean_tokens" -> MEAN;
            case "pooling_mode_cls_token" -> CLS;
            default ->
                throw new IllegalArgumentException("1_Pooling/config.json: " + mode
                        + " is not supported; supported: pooling_mode_mean_tokens, pooling_mode_cls_token");
        };
    }

    /**
     * The pooled rows (B, E).
     *
     * @param hidden states (B, S, E)
     * @param meanWeights one over the row's length for tokens, 0 for padding (B, 1, S)
     */
    public NDArray apply(NDArray hidden, NDArray meanWeights) {
        return switch (this) {
            case MEAN -> meanWeights.matMul(hidden).squeeze(1);
            case CLS -> hidden.get(new NDIndex(":, 0"));
        };
    }

    /** Its name as it is written in files. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
