package dev.graft.learning.image.backbone;

import dev.graft.learning.image.Preprocessing;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of SqueezeNet 1.0's Caffe definition; its pictures are 227 pixels wide, blue first. */
final class CaffeSqueezeNet implements WeightLayout {

    private static final int INPUT = 227;
    private static final Pattern FIRE = Pattern.compile("features\\.(\\d+)\\.(\\w+)\\.(\\w+)");
    private static final List<Integer> PLACES = List.of(3, 4, 5, 7, 8, 9, 10, 12);
    private static final Map<String, String> LAYERS =
            Map.of("squeeze", "conv1x1_1", "expand1x1", "conv1x1_2", "expand3x3", "conv3x3_2");

    @Override
    public String nameOf(String own) {
        Matcher fire = FIRE.matcher(own);
        if (!fire.matches()) {
            return own.replace("features.0.", "conv1.").replace("classifier.1.", "conv_final.");
        }
        int number = PLACES.indexOf(Integer.parseInt(fire.group(1))) + 2;
        return "fire" + number + "." + LAYERS.getOrDefault(fire.group(2), fire.group(2)) + "." + fire.group(3);
    }

    @Override
    public PaddingRule padding() {
        return PaddingRule.CAFFE;
    }

    @Override
    public Preprocessing preprocessing() {
        return Preprocessing.caffe(INPUT);
    }

    @Override
    public String toString() {
        return "Caffe";
    }
}
