package dev.graft.dataprep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.graft.learning.image.ImageDecoder;
import dev.graft.learning.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How far edited copies of real photos lie from them, and how far other photos do. */
class RealPhotosTest {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);
    private static final List<Path> PHOTOS = Pictures.photos();

    private static PerceptualHash[] hashes;
    private static final Map<Edit, int[]> DISTANCES = new EnumMap<>(Edit.class);

    /** What people do to a photo that is the same photo afterwards. */
    private enum Edit {
        QUALITY_50 {
            @Override
            byte[] apply(BufferedImage photo) {
                return Pictures.jpeg(photo, 0.5f);
            }
        },
        HALF_SIZE {
            @Override
            byte[] apply(BufferedImage photo) {
                return Pictures.jpeg(Pictures.resized(photo, photo.getWidth() / 2, photo.getHeight() / 2));
            }
        },
        CUT_BY_5_PERCENT {
            @Override
            byte[] apply(BufferedImage photo) {
                return Pictures.jpeg(Pictures.cropped(photo, 0.05));
            }
        },
        BRIGHTER_BY_15_PERCENT {
            @Override
            byte[] apply(BufferedImage photo) {
                return Pictures.jpeg(Pictures.brighter(photo, 1.15f));
            }
        };

        abstract byte[] apply(BufferedImage photo);
    }

    @BeforeAll
    static void hash_all_photos_and_their_copies() throws IOException {
        assumeFalse(PHOTOS.isEmpty(), "skipped: there is no shared/data with photos");
        hashes = new PerceptualHash[PHOTOS.size()];
        for (Edit edit : Edit.values()) {
            DISTANCES.put(edit, new int[PHOTOS.size()]);
        }
        for (int i = 0; i < hashes.length; i++) {
            byte[] file = Files.readAllBytes(PHOTOS.get(i));
            hashes[i] = PerceptualHash.of(DECODER.decode(file));
            for (Edit edit : Edit.values()) {
                byte[] copy = edit.apply(Pictures.read(file));
                DISTANCES.get(edit)[i] = hashes[i].distance(PerceptualHash.of(DECODER.decode(copy)));
            }
        }
        DISTANCES.forEach((edit, distances) -> Arrays.sort(distances));
    }

    @Test
    void copies_are_near_and_other_photos_are_not() {
        // when
        int nearest = PerceptualHash.BITS;
        int falselyNear = 0;
        for (int i = 0; i < hashes.length; i++) {
            for (int j = 0; j < i; j++) {
                int distance = hashes[i].distance(hashes[j]);
                nearest = Math.min(nearest, distance);
                falselyNear += distance <= NearImages.DEFAULT_DISTANCE ? 1 : 0;
            }
        }

        // then: all are found, nothing else is, and on either side there is room
        assertThat(hashes).hasSize(396);
        for (Edit edit : Edit.values()) {
            assertThat(recall(edit)).as("%s", edit).isEqualTo(1);
        }
        assertThat(falselyNear).isZero();
        assertThat(nearest).as("nearest two photos").isBetween(85, 90);
        assertThat(most(Edit.QUALITY_50)).isLessThanOrEqualTo(12);
        assertThat(most(Edit.HALF_SIZE)).isLessThanOrEqualTo(12);
        assertThat(most(Edit.BRIGHTER_BY_15_PERCENT)).isLessThanOrEqualTo(25);
        assertThat(most(Edit.CUT_BY_5_PERCENT)).isLessThanOrEqualTo(65);
    }

    @Test
    void the_index_names_the_original_of_each_copy() throws IOException {
        // given
        NearImages index = new NearImages(NearImages.DEFAULT_DISTANCE);
        for (int i = 0; i < hashes.length; i++) {
            assertThat(index.firstNear("photo " + i, hashes[i]))
                    .as("%s", PHOTOS.get(i))
                    .isEmpty();
            index.add("photo " + i, hashes[i], "train", "any");
        }

        // then
        for (int i = 0; i < hashes.length; i++) {
            BufferedImage photo = Pictures.read(Files.readAllBytes(PHOTOS.get(i)));
            PerceptualHash copy = PerceptualHash.of(DECODER.decode(Edit.CUT_BY_5_PERCENT.apply(photo)));
            assertThat(index.firstNear("copy", copy).orElseThrow().imageId()).isEqualTo("photo " + i);
        }
    }

    private static int most(Edit edit) {
        return DISTANCES.get(edit)[PHOTOS.size() - 1];
    }

    private static double recall(Edit edit) {
        return Arrays.stream(DISTANCES.get(edit))
                        .filter(distance -> distance <= NearImages.DEFAULT_DISTANCE)
                        .count()
                / (double) PHOTOS.size();
    }
}
