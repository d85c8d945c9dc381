package dev.graft.learning.image.backbone;

import dev.graft.learning.image.Preprocessing;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** timm's names for {@code mobilenetv2_100}: blocks are numbered in groups, layers by what they do. */
final class TimmMobileNetV2 implements WeightLayout {

    private static final int[] BLOCKS = {1, 2, 3, 4, 3, 3, 1};
    private static final Pattern BLOCK = Pattern.compile("features\\.(\\d+)\\.conv\\.([\\d.]+)\\.(\\w+)");

    /** Of the first block, which has no expansion. */
    private static final Map<String, String> FIRST = Map.of("0.0", "conv_dw", "0.1", "bn1", "1", "conv_pw", "2", "bn2");

    private static final Map<String, String> OTHERS =
            Map.of("0.0", "conv_pw", "0.1", "bn1", "1.0", "conv_dw", "1.1", "bn2", "2", "conv_pwl", "3", "bn3");

    private static final Map<String, String> AROUND = Map.of(
            "features.0.0", "conv_stem",
            "features.0.1", "bn1",
            "features.18.0", "conv_head",
            "features.18.1", "bn2",
            "classifier.1", "classifier");

    @Override
    public String nameOf(String own) {
        Matcher block = BLOCK.matcher(own);
        if (!block.matches()) {
            int part = own.lastIndexOf('.');
            return AROUND.getOrDefault(own.substring(0, part), own) + own.substring(part);
        }
        int index = Integer.parseInt(block.group(1)) - 1;
        String layer = (index == 0 ? FIRST : OTHERS).getOrDefault(block.group(2), block.group(2));
        int group = 0;
        while (index >= BLOCKS[group]) {
            index -= BLOCKS[group++];
        }
        return "blocks." + group + "." + index + "." + layer + "." + block.group(3);
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
