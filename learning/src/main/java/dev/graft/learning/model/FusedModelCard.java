package dev.graft.learning.model;

import java.util.stream.Collectors;

/** The text of the {@code README.md} of a classifier on several backbones. */
final class FusedModelCard {

    private FusedModelCard() {}

    static String of(ModelCard card, FusedConfig config) {
        boolean texts = config.maxLength() > 0;
        String input = texts ? "text" : "picture";
        String longest = "- Longest input: " + config.maxLength() + " tokens of each backbone; the end is cut\n";
        return card.frontMatter("graft", texts ? "text-classification" : "image-classification", "fusion")
                + """
                %s: %s.

                %s%s
                | backbone | from | licence | weight |
                |---|---|---|---|
                %s
                The backbones are frozen. The pooled features of each, divided by their root mean square and multiplied \
                by the backbone's weight, lie side by side. No class of `transformers` opens the whole. The head, `classifier.weight` and `classifier.bias` in \
                `model.safetensors`, is a linear layer over them. Each folder below `backbones/` is a model by itself%s; \
                `model.onnx`, where it was exported, holds everything.
                """.formatted(
                        ModelCard.purpose(input, config.kind(), config.labels().size()),
                        ModelCard.inWords(config.labels()),
                        card.facts(),
                        texts ? longest : "",
                        config.backbones().stream().map(FusedModelCard::line).collect(Collectors.joining()),
                        texts ? " that `AutoModel.from_pretrained` opens" : " with its own pre-processing");
    }

    private static String line(FusedConfig.Part part) {
        return "| `" + part.name() + "` | " + part.origin() + " | " + part.licence() + " | " + part.weight() + " |\n";
    }
}
