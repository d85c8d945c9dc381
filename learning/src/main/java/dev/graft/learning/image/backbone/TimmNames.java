package dev.graft.learning.image.backbone;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What timm calls a network and its weights, for networks that timm has with a linear layer on the pooled features.
 *
 * @param architecture timm's name of the network
 * @param head timm's name of its last layer
 * @param weight timm's name of a weight that is named as in torchvision
 */
public record TimmNames(String architecture, String head, UnaryOperator<String> weight) {

    /** The names of a network; empty where timm has none such. */
    public static Optional<TimmNames> of(ImageBackboneConfig config) {
        if (config.padding() != PaddingRule.TORCH || config.folded()) {
            return Optional.empty();
        }
        return switch (config.family()) {
            case MOBILENET_V2 ->
                Optional.of(new TimmNames("mobilenetv2_100", "classifier", new TimmMobileNetV2()::nameOf));
            case RESNET18 -> Optional.of(residual("resnet18"));
            case RESNET34 -> Optional.of(residual("resnet34"));
            case RESNET50 -> Optional.of(residual("resnet50"));
            case MOBILENET_V1_12, VGG16, SQUEEZENET1_0 -> Optional.empty();
        };
    }

    private static TimmNames residual(String architecture) {
        return new TimmNames(architecture, "fc", UnaryOperator.identity());
    }
}
