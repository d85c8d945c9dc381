package dev.graft.learning.image.backbone;

import dev.graft.learning.image.backbone.Unit.Size;
import java.util.ArrayList;
import java.util.List;

/** MobileNet (Howard et al. 2017, table 1), width 1.0, to its twelfth separable block. */
final class MobileNetV1 {

    private static final int[] CHANNELS = {32, 64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024};
    private static final int[] STRIDES = {2, 1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2};
    private static final float EPSILON = 1e-3f;

    private MobileNetV1() {}

    static Architecture of(ImageBackboneConfig config) {
        Unit unit = new Unit(config, EPSILON);
        List<Chain> stages = new ArrayList<>();
        stages.add(unit.of("conv1", "conv1_bn", Size.of(3, CHANNELS[0], 3, STRIDES[0]), Rectifier.RELU6));
        for (int i = 1; i < CHANNELS.length; i++) {
            String deep = "conv_dw_" + i;
            String point = "conv_pw_" + i;
            stages.add(Chain.of(
                    unit.of(deep, deep + "_bn", Size.depthwise(CHANNELS[i - 1], STRIDES[i]), Rectifier.RELU6),
                    unit.of(point, point + "_bn", Size.of(CHANNELS[i - 1], CHANNELS[i], 1, 1), Rectifier.RELU6)));
        }
        return new Architecture(stages, CHANNELS[CHANNELS.length - 1], Chain.of());
    }
}
