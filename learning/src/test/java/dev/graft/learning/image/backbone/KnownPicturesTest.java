package dev.graft.learning.image.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.image.ImageBatch;
import dev.graft.learning.image.ImageDecoder;
import dev.graft.learning.image.ImageLimits;
import dev.graft.learning.image.ImageRows;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.tensor.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real weights know real photos before any transfer; {@code benchmarks/run hymenoptera} measures all of them. */
class KnownPicturesTest {

    private static final Path DATA = data();
    private static final int EVERY = 8;

    @ParameterizedTest
    @CsvSource({
        "mobilenet_v2_1.0_224_fp32_folded.npz, MOBILENET_V2, 1001, 90",
        "squeezenet_1.0_dc_fp32.npz, SQUEEZENET1_0, 1000, 70"
    })
    void ants_and_bees_are_among_the_first_five_answers(String file, ImageFamily family, int classes, double percent)
            throws Exception {
        // given
        assumeTrue(Files.isDirectory(DATA), () -> "skipped: there is no shared/data with photos and weights");
        ImageBackboneFiles files = ImageBackbones.read(DATA.resolve("img_backbones/" + file), family);
        List<RgbImage> ants = photos("ants");
        List<RgbImage> bees = photos("bees");

        // when: ImageNet's classes 310 and 309, behind a background class where there is one
        int known;
        try (GradMode off = GradMode.off();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights = new Parameters(manager, files.weights())) {
            ImageBackbone backbone = new ImageBackbone(files.config(), weights);
            known = known(backbone, ImageRows.of(ants, files.preprocessing()), manager, 310 + classes - 1000)
                    + known(backbone, ImageRows.of(bees, files.preprocessing()), manager, 309 + classes - 1000);
        }

        // then
        assertThat(files.config().classes()).isEqualTo(classes);
        assertThat(100.0 * known / (ants.size() + bees.size())).isGreaterThanOrEqualTo(percent);
    }

    private static int known(ImageBackbone backbone, ImageRows rows, NDManager manager, int right) {
        int known = 0;
        for (int row = 0; row < rows.size(); row++) {
            try (NDManager step = manager.newSubManager()) {
                ImageBatch batch = rows.batch(step, new int[] {row});
                NDArray last = backbone.run(batch, backbone.enter(batch, 0), 1, backbone.stages(), 0);
                float[] logits = backbone.classify(last).toFloatArray();
                long better = IntStream.range(0, logits.length)
                        .filter(i -> logits[i] > logits[right])
                        .count();
                known += better < 5 ? 1 : 0;
            }
        }
        return known;
    }

    /** Every eighth photo of the validation split. */
    private static List<RgbImage> photos(String label) throws IOException {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        List<RgbImage> photos = new ArrayList<>();
        try (Stream<Path> files = Files.list(DATA.resolve("hymenoptera_256/val/" + label))) {
            List<Path> sorted = files.sorted().toList();
            for (int i = 0; i < sorted.size(); i += EVERY) {
                photos.add(decoder.decode(sorted.get(i)));
            }
        }
        return photos;
    }

    /** The nearest {@code shared/data} beside a folder above this module. */
    private static Path data() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/data"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/data");
    }
}
