package dev.graft.learning.imagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.image.ChannelOrder;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.image.backbone.ImageFamily;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageEmbedderTest {
    private static final Preprocessing SMALL =
            new Preprocessing(32, Resampling.BILINEAR, 32, ChannelOrder.RGB, List.of(.5, .5, .5), List.of(.5, .5, .5));

    @Test
    void a_picture_has_the_same_vector_alone_and_among_others() {
        try (ImageEmbedder embedder = embedder()) {
            List<RgbImage> pictures = pictures(11);

            float[][] together = embedder.embed(pictures);

            assertThat(embedder.size()).isEqualTo(512);
            assertThat(together).hasDimensions(11, 512);
            assertThat(embedder.embed(pictures.subList(9, 10))[0]).containsExactly(together[9], within(1e-3f));
            assertThat(together[0]).isNotEqualTo(together[1]);
        }
    }

    @Test
    void a_closed_one_says_so() {
        ImageEmbedder embedder = embedder();
        embedder.close();
        embedder.close();

        assertThatThrownBy(() -> embedder.embed(pictures(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void no_pictures_have_no_vectors() {
        try (ImageEmbedder embedder = embedder()) {
            assertThat(embedder.embed(List.of())).isEmpty();
        }
    }

    private static ImageEmbedder embedder() {
        return ImageEmbedder.load(
                ImageBackbones.random(ImageBackboneConfig.torchvision(ImageFamily.RESNET18, 1_000), SMALL, 4),
                DeviceChoice.CPU);
    }

    private static List<RgbImage> pictures(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    byte[] levels = new byte[40 * 48 * RgbImage.CHANNELS];
                    new Random(i).nextBytes(levels);
                    return RgbImage.of(40, 48, levels);
                })
                .toList();
    }
}
