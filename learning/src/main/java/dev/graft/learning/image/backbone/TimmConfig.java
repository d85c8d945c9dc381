package dev.graft.learning.image.backbone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.learning.image.ChannelOrder;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import java.util.List;
import java.util.Map;

/**
 * What timm's {@code config.json} says of a network.
 *
 * @param family the architecture
 * @param preprocessing the one of evaluation
 * @param licence {@code other} where it states none
 */
record TimmConfig(ImageFamily family, Preprocessing preprocessing, String licence) {

    private static final Map<String, ImageFamily> FAMILIES = Map.of(
            "mobilenetv2_100", ImageFamily.MOBILENET_V2,
            "resnet18", ImageFamily.RESNET18,
            "resnet34", ImageFamily.RESNET34,
            "resnet50", ImageFamily.RESNET50,
            "vgg16", ImageFamily.VGG16);

    private static final Map<String, Resampling> FILTERS =
            Map.of("bilinear", Resampling.BILINEAR, "bicubic", Resampling.BICUBIC);

    /** Reads a {@code config.json}; what is not supported fails with {@link IllegalArgumentException}. */
    static TimmConfig from(JsonNode json) {
        String architecture = json.path("architecture").asText();
        ImageFamily family = FAMILIES.get(architecture);
        if (family == null) {
            throw new IllegalArgumentException(
                    "config.json: the architecture is '" + architecture + "'; supported: " + FAMILIES.keySet());
        }
        JsonNode settings = json.has("pretrained_cfg") ? json.path("pretrained_cfg") : json;
        return new TimmConfig(
                family, preprocessing(settings), settings.path("license").asText("other"));
    }

    private static Preprocessing preprocessing(JsonNode settings) {
        JsonNode size = settings.path("input_size");
        String mode = settings.path("crop_mode").asText("center");
        Resampling filter = FILTERS.get(settings.path("interpolation").asText("bilinear"));
        int crop = size.path(1).asInt(224);
        if (filter == null || !mode.equals("center") || crop != size.path(2).asInt(crop)) {
            throw new IllegalArgumentException("config.json: bilinear or bicubic pictures with a square cut out of the"
                    + " middle are supported, not " + settings.path("interpolation") + ", " + mode + ", " + size);
        }
        int resize = (int) (crop / settings.path("crop_pct").asDouble(0.875));
        return new Preprocessing(
                resize,
                filter,
                crop,
                ChannelOrder.RGB,
                colours(settings.path("mean"), Preprocessing.torchvision().mean()),
                colours(settings.path("std"), Preprocessing.torchvision().std()));
    }

    private static List<Double> colours(JsonNode numbers, List<Double> otherwise) {
        return numbers.size() == otherwise.size()
                ? List.of(
                        numbers.get(0).asDouble(),
                        numbers.get(1).asDouble(),
                        numbers.get(2).asDouble())
                : otherwise;
    }
}
