package dev.graft.dataprep.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketcherTest {
    private static final int PAIRS = 400;

    private final Sketcher sketcher = new Sketcher(Nearness.DEFAULT);

    @ParameterizedTest
    @ValueSource(ints = {4, 10, 60, 1000})
    void estimates_lie_about_the_true_similarity_as_independent_bits_would(int size) {
        // given
        Random random = new Random(size);
        double sum = 0;
        double squares = 0;

        // when
        for (int i = 0; i < PAIRS; i++) {
            Pair pair = Pair.random(random, size);
            double truth = pair.one.jaccard(pair.other);
            double estimate = sketcher.sketch(pair.one).similarity(sketcher.sketch(pair.other));
            double deviations = (estimate - truth) / Sketch.standardError(truth);
            assertThat(deviations).isBetween(-4.5, 4.5);
            sum += deviations;
            squares += deviations * deviations;
        }

        // then: four standard errors of the mean, and of the mean square
        assertThat(sum / PAIRS).isCloseTo(0, within(4 / Math.sqrt(PAIRS)));
        assertThat(squares / PAIRS).isCloseTo(1, within(4 * Math.sqrt(2.0 / PAIRS)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.9, 0.99})
    void pairs_share_a_band_as_often_as_is_stated(double threshold) {
        Nearness nearness = new Nearness(threshold, 0.95);
        Sketcher own = new Sketcher(nearness);
        Random random = new Random(5);
        int pairs = 1000;
        int shared = 0;
        for (int i = 0; i < pairs; i++) {
            Pair pair = Pair.of(random, 200, (int) Math.round(200 * threshold));
            shared += shareBand(own.sketch(pair.one), own.sketch(pair.other)) ? 1 : 0;
        }

        double expected = nearness.candidateShare(threshold);
        assertThat((double) shared / pairs)
                .isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / pairs)));
    }

    @Test
    void every_process_makes_the_same_sketch() {
        Sketch sketch = sketcher.sketch("Where is my parcel?");

        assertThat(sketch.word(0)).isEqualTo(5777615017497529274L);
        assertThat(sketch.bandKey(7)).isEqualTo(-87011637);
    }

    @Test
    void a_text_is_wholly_similar_to_itself_and_hardly_to_another() {
        Sketch one = sketcher.sketch("Where is my parcel?");

        assertThat(one.similarity(sketcher.sketch("where is my parcel"))).isEqualTo(1);
        assertThat(one.similarity(sketcher.sketch("我的包裹在哪里"))).isLessThan(0.2);
    }

    private static boolean shareBand(Sketch one, Sketch other) {
        for (int band = 0; band < one.bands(); band++) {
            if (one.bandKey(band) == other.bandKey(band)) {
                return true;
            }
        }
        return false;
    }

    /** Two sets of random hashes. */
    private record Pair(Shingles one, Shingles other) {
        static Pair random(Random random, int union) {
            return of(random, union, union / 2 + random.nextInt(union / 2));
        }

        /** What is not common belongs to one or the other. */
        static Pair of(Random random, int union, int common) {
            long[] all = random.longs(union).toArray();
            int middle = common + (union - common) / 2;
            long[] other = new long[common + union - middle];
            System.arraycopy(all, 0, other, 0, common);
            System.arraycopy(all, middle, other, common, union - middle);
            return new Pair(Shingles.ofHashes(Arrays.copyOf(all, middle)), Shingles.ofHashes(other));
        }
    }
}
