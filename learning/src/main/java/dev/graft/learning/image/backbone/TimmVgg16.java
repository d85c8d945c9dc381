package dev.graft.learning.image.backbone;

import dev.graft.learning.image.Preprocessing;
import java.util.Map;

/** timm's names for {@code vgg16}, whose first two linear layers are stored as convolutions. */
final class TimmVgg16 implements WeightLayout {

    private static final Map<String, String> LINEAR =
            Map.of("classifier.0", "pre_logits.fc1", "classifier.3", "pre_logits.fc2", "classifier.6", "head.fc");

    @Override
    public String nameOf(String own) {
        int part = own.lastIndexOf('.');
        return LINEAR.getOrDefault(own.substring(0, part), own.substring(0, part)) + own.substring(part);
    }

    /** Without its last layer, timm's network still ends in the two hidden ones. */
    @Override
    public boolean ignores(String name) {
        return name.startsWith("pre_logits.");
    }

    @Override
    public PaddingRule padding() {
        return PaddingRule.TORCH;
    }

    @Override
    public Preprocessing preprocessing() {
        return Preprocessing.torchvision();
    }

    @Override
    public String toString() {
        return "timm";
    }
}
