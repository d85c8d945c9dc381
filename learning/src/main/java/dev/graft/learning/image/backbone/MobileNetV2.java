package dev.graft.learning.image.backbone;

import dev.graft.learning.image.backbone.Unit.Size;
import java.util.ArrayList;
import java.util.List;

/** MobileNetV2 (Sandler et al., CVPR 2018, table 2), width 1.0. */
final class MobileNetV2 {

    static final int FEATURES = 1280;

    /** Expansion, channels, blocks, stride of the first block. */
    private static final int[][] GROUPS = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}
    };

    private static final float TORCH_EPSILON = 1e-5f;
    private static final float TENSORFLOW_EPSILON = 1e-3f;

    private MobileNetV2() {}

    static Architecture of(ImageBackboneConfig config) {
        boolean torch = config.padding() == PaddingRule.TORCH;
        Unit unit = new Unit(config, torch ? TORCH_EPSILON : TENSORFLOW_EPSILON);
        List<Chain> stages = new ArrayList<>();
        stages.add(unit.of("features.0.0", "features.0.1", Size.of(3, 32, 3, 2), Rectifier.RELU6));
        int channels = 32;
        for (int[] group : GROUPS) {
            for (int block = 0; block < group[2]; block++) {
                int stride = block == 0 ? group[3] : 1;
                stages.add(block(unit, stages.size(), new Bottleneck(channels, group[0], group[1], stride)));
                channels = group[1];
            }
        }
        stages.add(unit.of("features.18.0", "features.18.1", Size.of(channels, FEATURES, 1, 1), Rectifier.RELU6));
        Chain classifier = config.classes() == 0
                ? Chain.of()
                : Chain.of(new GlobalMean(), new Dense("classifier.1", FEATURES, config.classes()));
        return new Architecture(stages, FEATURES, classifier);
    }

    private record Bottleneck(int in, int expansion, int out, int stride) {}

    private static Chain block(Unit unit, int number, Bottleneck sizes) {
        String name = "features." + number + ".conv.";
        int wide = sizes.in() * sizes.expansion();
        List<Layer> layers = new ArrayList<>();
        int part = 0;
        if (sizes.expansion() != 1) {
            layers.add(unit.of(name + "0.0", name + "0.1", Size.of(sizes.in(), wide, 1, 1), Rectifier.RELU6));
            part = 1;
        }
        String depthwise = name + part + ".";
        layers.add(unit.of(depthwise + 0, depthwise + 1, Size.depthwise(wide, sizes.stride()), Rectifier.RELU6));
        layers.add(unit.of(name + (part + 1), name + (part + 2), Size.of(wide, sizes.out(), 1, 1)));
        Chain body = new Chain(layers);
        boolean around = sizes.stride() == 1 && sizes.in() == sizes.out();
        return around ? Chain.of(new Residual(body, Chain.of())) : body;
    }
}
