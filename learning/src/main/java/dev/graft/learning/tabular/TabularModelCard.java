package dev.graft.learning.tabular;

import dev.graft.learning.model.ModelCard;
import java.util.stream.Collectors;

/** The text of a tabular classifier's {@code README.md}. */
final class TabularModelCard {

    private TabularModelCard() {}

    static String of(ModelCard card, TabularClassifierFolder folder) {
        TabularClassifierConfig config = folder.config();
        FittedFeatures features = folder.features();
        String steps =
                features.report().stream().map(effect -> "- `" + effect + "`\n").collect(Collectors.joining());
        return card.frontMatter("graft", "tabular-classification", "tabular")
                + """
                %s: %s.

                %s
                A row has %d columns. These steps, fitted on %d training rows, make %d features of it:

                %s
                The head is a linear layer over the features. The fitted steps are `features.json`. \
                Graft opens this model; neither `transformers` nor ONNX tools do.
                """.formatted(
                        ModelCard.purpose(
                                "row of numbers", config.kind(), config.labels().size()),
                        ModelCard.inWords(config.labels()),
                        card.facts(),
                        features.columns().size(),
                        features.fittedOn(),
                        features.size(),
                        steps);
    }
}
