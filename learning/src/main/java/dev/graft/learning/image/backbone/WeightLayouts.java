package dev.graft.learning.image.backbone;

import java.util.List;

/** The layouts that are known for each family. */
final class WeightLayouts {

    private WeightLayouts() {}

    static List<WeightLayout> of(ImageFamily family) {
        return switch (family) {
            case MOBILENET_V2 -> List.of(new TorchvisionLayout(), new TimmMobileNetV2(), new FoldedMobileNetV2());
            case MOBILENET_V1_12 -> List.of(new KerasMobileNetV1());
            case RESNET18, RESNET34, RESNET50 -> List.of(new TorchvisionLayout());
            case VGG16 -> List.of(new TorchvisionLayout(), new TimmVgg16());
            case SQUEEZENET1_0 -> List.of(new TorchvisionLayout(), new CaffeSqueezeNet());
        };
    }
}
