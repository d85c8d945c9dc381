package dev.graft.learning.image.backbone;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.image.Preprocessing;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * MobileNetV2 from TensorFlow with batch normalisation folded: the layers are numbered from {@code 00} in the network's
 * order, {@code NN.conv} or, where depthwise, {@code NN.dw}; the classifier is the last of them.
 */
final class FoldedMobileNetV2 implements WeightLayout {

    private final Map<String, String> layers = new LinkedHashMap<>();

    FoldedMobileNetV2() {
        ImageBackboneConfig config = new ImageBackboneConfig(ImageFamily.MOBILENET_V2, true, PaddingRule.TENSORFLOW, 1);
        Map<String, Shape> shapes = new LinkedHashMap<>();
        Architecture architecture = config.architecture();
        architecture.stages().forEach(stage -> stage.declare(shapes));
        architecture.classifier().declare(shapes);
        shapes.forEach((name, shape) -> {
            if (name.endsWith(".weight")) {
                String kind = shape.get(1) == 1 ? ".dw" : ".conv";
                layers.put(moduleOf(name), "%02d".formatted(layers.size()) + kind);
            }
        });
    }

    private static String moduleOf(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    @Override
    public String nameOf(String own) {
        String module = moduleOf(own);
        return layers.getOrDefault(module, module) + own.substring(module.length());
    }

    @Override
    public PaddingRule padding() {
        return PaddingRule.TENSORFLOW;
    }

    @Override
    public Preprocessing preprocessing() {
        return Preprocessing.tensorflow();
    }

    @Override
    public String toString() {
        return "folded TensorFlow";
    }
}
