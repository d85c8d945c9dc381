package dev.graft.learning.image.backbone;

import java.util.ArrayList;
import java.util.List;

/**
 * VGG-16 (Simonyan and Zisserman, ICLR 2015, configuration D). Features are the last convolution's channels; the
 * classifier reads them on a grid of 7x7, which the input is averaged to.
 */
final class Vgg16 {

    private static final int[] BLOCKS = {2, 2, 3, 3, 3};
    private static final int LARGEST = 512;
    private static final int GRID = 7;
    private static final int HIDDEN = 4096;

    private Vgg16() {}

    static Architecture of(ImageBackboneConfig config) {
        List<Chain> stages = new ArrayList<>();
        int in = 3;
        int place = 0;
        for (int block = 0; block < BLOCKS.length; block++) {
            int out = Math.min(LARGEST, 64 << block);
            for (int i = 1; i <= BLOCKS[block]; i++) {
                List<Layer> layers = new ArrayList<>();
                layers.add(Convolution.plain("features." + place, in, out, 3));
                layers.add(Rectifier.RELU);
                place += 2;
                if (i == BLOCKS[block]) {
                    layers.add(new MaxPooling(2, 2, 0, false));
                    place++;
                }
                stages.add(new Chain(layers));
                in = out;
            }
        }
        return new Architecture(stages, LARGEST, config.classes() == 0 ? Chain.of() : classifier(config.classes()));
    }

    private static Chain classifier(int classes) {
        return Chain.of(
                new MeanPooling(GRID),
                new Flattening(),
                new Dense("classifier.0", LARGEST * GRID * GRID, HIDDEN),
                Rectifier.RELU,
                new Dense("classifier.3", HIDDEN, HIDDEN),
                Rectifier.RELU,
                new Dense("classifier.6", HIDDEN, classes));
    }
}
