package dev.graft.learning.backbone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A family of encoders that share BERT's network and differ in names, in how they count positions and in whether they
 * tell segments apart.
 */
public enum TextFamily {
    /** Devlin et al. 2019; MiniLM (Wang et al. 2020) and BGE are of this family too. */
    BERT("bert", "BertModel", "bert.", LayerNames.BERT),

    /** Liu et al. 2019: positions are counted from the padding token's id + 1, over tokens that are no padding. */
    ROBERTA("roberta", "RobertaModel", "roberta.", LayerNames.BERT),

    /** Conneau et al. 2020: RoBERTa over a hundred languages. */
    XLM_ROBERTA("xlm-roberta", "XLMRobertaModel", "roberta.", LayerNames.BERT),

    /** Sanh et al. 2019: BERT's network with half of the layers and no segments. */
    DISTILBERT("distilbert", "DistilBertModel", "distilbert.", LayerNames.DISTILBERT);

    private final String modelType;
    private final String architecture;
    private final String weightPrefix;
    private final LayerNames layerNames;

    TextFamily(String modelType, String architecture, String weightPrefix, LayerNames layerNames) {
        this.modelType = modelType;
        this.architecture = architecture;
        this.weightPrefix = weightPrefix;
        this.layerNames = layerNames;
    }

    /** The family that {@code model_type} of a {@code config.json} names; {@link IllegalArgumentException} on others. */
    public static TextFamily of(JsonNode config) {
        String type = config.path("model_type").asText();
        return Arrays.stream(values())
                .filter(family -> family.modelType.equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("config.json: model_type '" + type
                        + "' is not supported; supported: "
                        + Arrays.stream(values()).map(TextFamily::modelType).collect(Collectors.joining(", "))));
    }

    /** Its name in a {@code config.json}. */
    public String modelType() {
        return modelType;
    }

    /** The class that opens the encoder in other tools. */
    public String architecture() {
        return architecture;
    }

    /** What may stand before the names of the encoder's weights in files of models with a head. */
    String weightPrefix() {
        return weightPrefix;
    }

    /** What it calls the parts of its layers. */
    public LayerNames layerNames() {
        return layerNames;
    }

    boolean hasSegments() {
        return this != DISTILBERT;
    }

    /** Whether positions are counted from behind the padding token's id. */
    public boolean positionsFollowPadding() {
        return this == ROBERTA || this == XLM_ROBERTA;
    }

    /**
     * The content of a {@code tokenizer_config.json} that goes with the {@code tokenizer.json} of such a model. It says
     * what the encoder reads, because of two texts some versions of other tools leave the segments out by default.
     */
    public String tokenizerConfig(int maxLength) {
        boolean bert = !positionsFollowPadding();
        return """
                {
                  "tokenizer_class" : "PreTrainedTokenizerFast",
                  "model_max_length" : %d,
                  "model_input_names" : [%s],
                  "cls_token" : "%s",
                  "sep_token" : "%s",
                  "pad_token" : "%s",
                  "unk_token" : "%s",
                  "mask_token" : "%s"
                }
                """.formatted(
                        maxLength,
                        this == BERT
                                ? "\"input_ids\", \"token_type_ids\", \"attention_mask\""
                                : "\"input_ids\", \"attention_mask\"",
                        bert ? "[CLS]" : "<s>",
                        bert ? "[SEP]" : "</s>",
                        bert ? "[PAD]" : "<pad>",
                        bert ? "[UNK]" : "<unk>",
                        bert ? "[MASK]" : "<mask>");
    }
}
