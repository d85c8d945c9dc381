package dev.graft.dataprep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.image.RgbImage;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerceptualHashTest {

    @Test
    void the_same_picture_has_the_same_hash_and_other_pictures_another() {
        for (int seed = 1; seed < 50; seed++) {
            PerceptualHash hash = hash(Pictures.drawn(120, 90, seed));

            assertThat(hash).isEqualTo(hash(Pictures.drawn(120, 90, seed)));
            assertThat(hash.distance(hash(Pictures.drawn(120, 90, seed + 50))))
                    .isGreaterThan(NearImages.DEFAULT_DISTANCE);
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 45", "300, 225", "120, 60"})
    void the_size_and_the_shape_count_for_little(int width, int height) {
        BufferedImage picture = Pictures.drawn(120, 90, 3);

        assertThat(hash(picture).distance(hash(Pictures.resized(picture, width, height))))
                .isLessThan(30);
    }

    @Test
    void half_of_the_bits_are_set() {
        PerceptualHash hash = hash(Pictures.drawn(120, 90, 5));

        assertThat(hash.distance(new PerceptualHash(new long[PerceptualHash.WORDS])))
                .isBetween(120, 128);
    }

    @Test
    void the_luma_of_fields_is_their_mean_with_shares_of_pixels() {
        // given: three columns, black, white and red
        RgbImage picture = RgbImage.of(
                3, 1, (byte) 0, (byte) 0, (byte) 0, (byte) 255, (byte) 255, (byte) 255, (byte) 255, (byte) 0, (byte) 0);

        double[][] fields = LumaFields.of(picture, 2);

        assertThat(fields[0][0]).isCloseTo(85, within(1e-9));
        assertThat(fields[1][1]).isCloseTo((127.5 + 0.299 * 255) / 1.5, within(1e-9));
    }

    private static PerceptualHash hash(BufferedImage picture) {
        byte[] levels = new byte[picture.getWidth() * picture.getHeight() * RgbImage.CHANNELS];
        int at = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y);
                levels[at++] = (byte) (rgb >> 16);
                levels[at++] = (byte) (rgb >> 8);
                levels[at++] = (byte) rgb;
            }
        }
        return PerceptualHash.of(RgbImage.of(picture.getWidth(), picture.getHeight(), levels));
    }
}
