package dev.graft.learning.image.backbone;

import java.util.ArrayList;
import java.util.List;

/** SqueezeNet 1.0 (Iandola et al. 2016, table 1). */
final class SqueezeNet {

    /** Place among torchvision's features, channels in, squeezed, and of each expansion. */
    private static final int[][] FIRES = {
        {3, 96, 16, 64},
        {4, 128, 16, 64},
        {5, 128, 32, 128},
        {7, 256, 32, 128},
        {8, 256, 48, 192},
        {9, 384, 48, 192},
        {10, 384, 64, 256},
        {12, 512, 64, 256}
    };

    private static final int FEATURES = 512;
    private static final MaxPooling POOLING = new MaxPooling(3, 2, 0, true);

    private SqueezeNet() {}

    static Architecture of(ImageBackboneConfig config) {
        List<Chain> stages = new ArrayList<>();
        stages.add(Chain.of(new Convolution("features.0", 3, 96, 7, 2, 0, 1, true), Rectifier.RELU, POOLING));
        for (int[] fire : FIRES) {
            boolean pooled = fire[0] == 5 || fire[0] == 10;
            stages.add(pooled ? Chain.of(fire(fire), POOLING) : fire(fire));
        }
        return new Architecture(stages, FEATURES, config.classes() == 0 ? Chain.of() : classifier(config));
    }

    private static Chain fire(int... sizes) {
        String name = "features." + sizes[0] + ".";
        return Chain.of(
                Convolution.plain(name + "squeeze", sizes[1], sizes[2], 1),
                Rectifier.RELU,
                new Branches(
                        Convolution.plain(name + "expand1x1", sizes[2], sizes[3], 1),
                        Convolution.plain(name + "expand3x3", sizes[2], sizes[3], 3)),
                Rectifier.RELU);
    }

    private static Chain classifier(ImageBackboneConfig config) {
        int padding = config.padding() == PaddingRule.CAFFE ? 1 : 0;
        return Chain.of(
                new Convolution("classifier.1", FEATURES, config.classes(), 1, 1, padding, 1, true),
                Rectifier.RELU,
                new GlobalMean());
    }
}
