package dev.graft.learning.image.backbone;

import java.util.ArrayList;
import java.util.List;

/** Builds convolutions with what follows them, as a configuration has it: normalised or folded, padded by its rule. */
final class Unit {

    private final ImageBackboneConfig config;
    private final float epsilon;

    /** {@code epsilon} is the family's in batch normalisation. */
    Unit(ImageBackboneConfig config, float epsilon) {
        this.config = config;
        this.epsilon = epsilon;
    }

    /** Kernel, stride and channels of a convolution. */
    record Size(int in, int out, int kernel, int stride, int groups) {

        static Size of(int in, int out, int kernel, int stride) {
            return new Size(in, out, kernel, stride, 1);
        }

        static Size depthwise(int channels, int stride) {
            return new Size(channels, channels, 3, stride, channels);
        }
    }

    /** Convolution {@code name}, then normalisation {@code norm} where it is not folded, then {@code after}. */
    Chain of(String name, String norm, Size size, Layer... after) {
        boolean same = config.padding() == PaddingRule.TENSORFLOW;
        int padding = same ? Convolution.SAME : size.kernel() / 2;
        List<Layer> layers = new ArrayList<>();
        layers.add(new Convolution(
                name, size.in(), size.out(), size.kernel(), size.stride(), padding, size.groups(), config.folded()));
        if (!config.folded()) {
            layers.add(new BatchNormalisation(norm, size.out(), epsilon));
        }
        layers.addAll(List.of(after));
        return new Chain(layers);
    }
}
