package dev.graft.dataprep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.image.DecodedImages;
import dev.graft.learning.image.ImageDecoder;
import dev.graft.learning.image.ImageLimits;
import dev.graft.learning.image.RgbImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShrunkImageTest {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

    @Test
    void a_large_picture_is_kept_as_its_small_middle_with_its_own_size() throws Exception {
        ShrunkImage shrunk = ShrunkImage.of(DECODER.decode(Pictures.jpeg(Pictures.drawn(900, 600, 1))));

        RgbImage kept = DECODER.decode(shrunk.get());
        assertThat(List.of(kept.width(), kept.height())).containsExactly(256, 256);
        assertThat(List.of(shrunk.width(), shrunk.height())).containsExactly(900, 600);
        assertThat(shrunk.get().length).isLessThan(ShrunkImage.MAX_BYTES);
    }

    @Test
    void a_small_picture_is_not_made_larger() throws Exception {
        ShrunkImage shrunk = ShrunkImage.of(DECODER.decode(Pictures.png(Pictures.drawn(40, 30, 1))));

        assertThat(DECODER.decode(shrunk.get()).width()).isEqualTo(30);
    }

    @Test
    void even_noise_stays_within_the_bound() {
        byte[] levels = new byte[300 * 300 * RgbImage.CHANNELS];
        new Random(1).nextBytes(levels);

        assertThat(ShrunkImage.of(RgbImage.of(300, 300, levels)).get().length)
                .isLessThanOrEqualTo(ShrunkImage.MAX_BYTES);
    }

    @Test
    void brightness_and_contrast_are_of_the_luma() {
        byte[] levels = new byte[20 * 20 * RgbImage.CHANNELS];
        for (int i = levels.length / 2; i < levels.length; i++) {
            levels[i] = (byte) 200;
        }

        ShrunkImage shrunk = ShrunkImage.of(RgbImage.of(20, 20, levels));

        assertThat(shrunk.brightness()).isCloseTo(100, within(0.01));
        assertThat(shrunk.contrast()).isCloseTo(100, within(0.01));
    }

    @Test
    void the_same_file_gives_the_same_whoever_decodes_it() throws Exception {
        byte[] file = Pictures.jpeg(Pictures.drawn(300, 200, 3));

        ShrunkImage strictly =
                ShrunkImage.of(ImageDecoder.strict(ImageLimits.DEFAULT).decode(file));

        assertThat(ShrunkImage.of(new DecodedImages(List.of(() -> file)).get(0)))
                .isEqualTo(strictly);
    }
}
