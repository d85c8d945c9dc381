package dev.graft.benchmarks.images;

import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.image.backbone.ImageFamily;
import java.io.IOException;
import java.nio.file.Path;

/** The image backbones that are measured; their weights are not shipped. */
enum PhotoBackbone {
    MOBILENET_V2("mobilenet_v2_1.0_224_fp32_folded.npz", ImageFamily.MOBILENET_V2),
    SQUEEZENET("squeezenet_1.0_dc_fp32.npz", ImageFamily.SQUEEZENET1_0),
    /** Without its last block. */
    MOBILENET_V1("mobilenet_v1_1.0_224_fp32_no_pw13.npz", ImageFamily.MOBILENET_V1_12);

    private final String file;
    private final ImageFamily family;

    PhotoBackbone(String file, ImageFamily family) {
        this.file = file;
        this.family = family;
    }

    /** Reads {@code img_backbones} under the folder of all data. */
    ImageBackboneFiles read(Path data) throws IOException {
        return ImageBackbones.read(data.resolve("img_backbones").resolve(file), family);
    }

    /** Its features of the photos. */
    float[][] features(Path data, Photos photos) throws IOException {
        try (Network network = new Network(read(data))) {
            return network.features(network.fit(photos.images()));
        }
    }
}
