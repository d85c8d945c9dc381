package dev.graft.learning.imagemodel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.TimmNames;
import dev.graft.learning.model.ModelCard;

/** The text of an image classifier's {@code README.md}. */
final class ImageModelCard {

    private ImageModelCard() {}

    static String of(ModelCard card, ImageClassifierConfig config) {
        ImageBackboneConfig backbone = config.backbone();
        String family = new ObjectMapper().convertValue(backbone.family(), String.class);
        String library = TimmNames.of(backbone).isPresent() ? "timm" : "graft";
        Preprocessing pictures = config.preprocessing();
        return card.frontMatter(library, "image-classification", family)
                + """
                %s: %s.

                %s- Pictures: shorter side resized to %d pixels (%s), the middle %d x %d; channels %s, mean %s, deviation %s

                The head is a linear layer over the mean of the last stage's pixels. No class of `transformers` opens \
                this model. %s
                """.formatted(
                        ModelCard.purpose(
                                "picture", config.kind(), config.labels().size()),
                        ModelCard.inWords(config.labels()),
                        card.facts(),
                        pictures.resize(),
                        new ObjectMapper().convertValue(pictures.resampling(), String.class),
                        pictures.crop(),
                        pictures.crop(),
                        pictures.order(),
                        pictures.mean(),
                        pictures.std(),
                        use(backbone));
    }

    private static String use(ImageBackboneConfig backbone) {
        return TimmNames.of(backbone)
                .map(names -> "`timm.create_model('" + names.architecture()
                        + "', num_classes=…)` loads `model.safetensors`; its last layer is `" + names.head() + "`.")
                .orElse("`timm` has no such network either; `model.onnx`, where it was exported, runs anywhere.");
    }
}
