package dev.graft.dataprep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.graft.contracts.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NearImagesTest {
    private final Random random = new Random(1);
    private final NearImages index = new NearImages(NearImages.DEFAULT_DISTANCE);

    @Test
    void a_near_image_is_told_the_earliest_with_its_split_and_label() {
        PerceptualHash hash = random();
        index.add("other", random(), Split.VALIDATION, "bees");
        index.add("first", changed(hash, 20), Split.TEST, "ants");
        index.add("second", hash, Split.TRAIN, "ants");

        NearImage near = index.firstNear("new", changed(hash, 30)).orElseThrow();

        assertThat(near.imageId()).isEqualTo("first");
        assertThat(near.split()).isEqualTo(Split.TEST);
        assertThat(near.agreesWith("ants")).isTrue();
        assertThat(near.agreesWith("bees")).isFalse();
    }

    @Test
    void the_distance_itself_is_near_and_one_bit_more_is_not() {
        PerceptualHash hash = random();
        index.add("first", hash, Split.TRAIN, "ants");

        assertThat(index.firstNear("new", changed(hash, 70)).map(NearImage::distance))
                .contains(70);
        assertThat(index.firstNear("new", changed(hash, 71))).isEmpty();
    }

    @Test
    void an_image_that_is_asked_again_gets_its_first_answer() {
        List<PerceptualHash> hashes = new ArrayList<>();
        List<Optional<NearImage>> first = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            hashes.add(i % 3 == 0 ? random() : changed(hashes.get(i / 2), i % 60));
            first.add(index.firstNear("image " + i, hashes.get(i)));
            index.add("image " + i, hashes.get(i), Split.TRAIN, "ants");
        }

        for (int i = 0; i < hashes.size(); i++) {
            assertThat(index.firstNear("image " + i, hashes.get(i))).isEqualTo(first.get(i));
        }
        assertThat(first.stream().filter(Optional::isPresent).count()).isGreaterThan(1500);
        assertThat(index.size()).isEqualTo(3000);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void asking_200000_images_a_thousand_times_takes_seconds() {
        for (int i = 0; i < 200_000; i++) {
            index.add("image " + i, random(), Split.TRAIN, "ants");
        }

        for (int i = 0; i < 1000; i++) {
            assertThat(index.firstNear("new", random())).isEmpty();
        }
    }

    @Test
    void distances_that_no_two_hashes_have_are_refused() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new NearImages(-1));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new NearImages(257));
    }

    private PerceptualHash random() {
        return new PerceptualHash(random.longs(PerceptualHash.WORDS).toArray());
    }

    /** With so many other bits. */
    private static PerceptualHash changed(PerceptualHash hash, int bits) {
        long[] words = new long[PerceptualHash.WORDS];
        for (int i = 0; i < PerceptualHash.BITS; i++) {
            long bit = hash.word(i / Long.SIZE) >>> (i % Long.SIZE) & 1;
            words[i / Long.SIZE] |= (i < bits ? 1 - bit : bit) << (i % Long.SIZE);
        }
        return new PerceptualHash(words);
    }
}
