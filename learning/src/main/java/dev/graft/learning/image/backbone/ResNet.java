package dev.graft.learning.image.backbone;

import dev.graft.learning.image.backbone.Unit.Size;
import java.util.ArrayList;
import java.util.List;

/** Residual networks (He et al., CVPR 2016, table 1); a bottleneck's stride is in its 3x3 convolution. */
final class ResNet {

    private static final int STEM = 64;
    private static final int EXPANSION = 4;
    private static final float EPSILON = 1e-5f;

    private final ImageBackboneConfig config;
    private final Unit unit;
    private final boolean bottleneck;

    private ResNet(ImageBackboneConfig config, boolean bottleneck) {
        this.config = config;
        this.unit = new Unit(config, EPSILON);
        this.bottleneck = bottleneck;
    }

    static Architecture basic(ImageBackboneConfig config, int... blocks) {
        return new ResNet(config, false).architecture(blocks);
    }

    static Architecture bottleneck(ImageBackboneConfig config, int... blocks) {
        return new ResNet(config, true).architecture(blocks);
    }

    private Architecture architecture(int... blocks) {
        List<Chain> stages = new ArrayList<>();
        stages.add(Chain.of(
                unit.of("conv1", "bn1", Size.of(3, STEM, 7, 2), Rectifier.RELU), new MaxPooling(3, 2, 1, false)));
        int in = STEM;
        for (int group = 0; group < blocks.length; group++) {
            int width = STEM << group;
            for (int block = 0; block < blocks[group]; block++) {
                int stride = group > 0 && block == 0 ? 2 : 1;
                stages.add(block("layer" + (group + 1) + "." + block + ".", in, width, stride));
                in = bottleneck ? width * EXPANSION : width;
            }
        }
        Chain classifier =
                config.classes() == 0 ? Chain.of() : Chain.of(new GlobalMean(), new Dense("fc", in, config.classes()));
        return new Architecture(stages, in, classifier);
    }

    private Chain block(String name, int in, int width, int stride) {
        int out = bottleneck ? width * EXPANSION : width;
        Chain shortcut = stride == 1 && in == out
                ? Chain.of()
                : unit.of(name + "downsample.0", name + "downsample.1", Size.of(in, out, 1, stride));
        Chain body = bottleneck ? deep(name, in, width, stride) : shallow(name, in, width, stride);
        return Chain.of(new Residual(body, shortcut), Rectifier.RELU);
    }

    private Chain shallow(String name, int in, int width, int stride) {
        return Chain.of(
                unit.of(name + "conv1", name + "bn1", Size.of(in, width, 3, stride), Rectifier.RELU),
                unit.of(name + "conv2", name + "bn2", Size.of(width, width, 3, 1)));
    }

    private Chain deep(String name, int in, int width, int stride) {
        return Chain.of(
                unit.of(name + "conv1", name + "bn1", Size.of(in, width, 1, 1), Rectifier.RELU),
                unit.of(name + "conv2", name + "bn2", Size.of(width, width, 3, stride), Rectifier.RELU),
                unit.of(name + "conv3", name + "bn3", Size.of(width, width * EXPANSION, 1, 1)));
    }
}
