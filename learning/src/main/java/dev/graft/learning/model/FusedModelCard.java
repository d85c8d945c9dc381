package dev.graft.learning.model;

import java.util.stream.Collectors;

/** The text of the {@code README.md} of a classifier on several text encoders. */
final class FusedModelCard {

    private FusedModelCard() {}

    static String of(ModelCard card, FusedConfig config) {
        return card.frontMatter("graft", "text-classification", "fusion")
                + """
                %s: %s.

                %s- Longest input: %d tokens of each backbone; the end is cut

                | backbone | from | licence | weight |
                |---|---|---|---|
                %s
                The backbones are frozen. A text's pooled features of each, divided by their root mean square and \
                multiplied by the backbone's weight, lie side by side; the head, `classifier.weight` and \
                `classifier.bias` in `model.safetensors`, is a linear layer over them. \
                `AutoModel.from_pretrained` opens each folder below `backbones/`; `model.onnx`, where it was exported, \
                holds everything.
                """.formatted(
                        ModelCard.purpose(config.kind(), config.labels().size()),
                        ModelCard.inWords(config.labels()),
                        card.facts(),
                        config.maxLength(),
                        config.backbones().stream().map(FusedModelCard::line).collect(Collectors.joining()));
    }

    private static String line(FusedConfig.Part part) {
        return "| `" + part.name() + "` | " + part.origin() + " | " + part.licence() + " | " + part.weight() + " |\n";
    }
}
