package dev.graft.learning.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class UntrainedFeaturesTest {

    private static final int WIDTH = 512;

    @Test
    void texts_are_as_alike_as_the_words_they_share() {
        float[][] features = UntrainedFeatures.ofTexts(
                        List.of("Where is my parcel?", "my PARCEL, where is", "where is your dog", "a b c d", "", "!?"),
                        WIDTH,
                        1)
                .extract(new int[] {0, 1, 2, 3, 4, 5});

        assertThat(product(features[0], features[1])).isCloseTo(1, within(1e-5));
        assertThat(product(features[0], features[2])).isCloseTo(0.5, within(0.15));
        assertThat(product(features[0], features[3])).isCloseTo(0, within(0.15));
        assertThat(features[4]).containsOnly(0f).isEqualTo(features[5]);
    }

    @Test
    void characters_are_the_words_of_scripts_without_spaces() {
        float[][] features = UntrainedFeatures.ofTexts(List.of("外卖很好吃", "好吃的外卖", "太慢了"), WIDTH, 1)
                .extract(new int[] {0, 1, 2});

        assertThat(product(features[0], features[1])).isCloseTo(0.8, within(0.15));
        assertThat(product(features[0], features[2])).isCloseTo(0, within(0.15));
    }

    @Test
    void a_row_has_the_same_features_whatever_else_is_asked_for_and_others_with_another_seed() {
        List<String> texts = List.of("one text", "another text");
        float[][] numbers = {{1, 2, 3}, {-1, 0, 5}};

        for (long seed : new long[] {1, 2}) {
            for (FeatureExtractor features : List.of(
                    UntrainedFeatures.ofTexts(texts, WIDTH, seed), UntrainedFeatures.ofNumbers(numbers, WIDTH, seed))) {
                assertThat(features.extract(new int[] {1})[0]).isEqualTo(features.extract(new int[] {0, 1})[1]);
            }
        }
        assertThat(UntrainedFeatures.ofNumbers(numbers, WIDTH, 1).extract(new int[] {0}))
                .isNotEqualTo(UntrainedFeatures.ofNumbers(numbers, WIDTH, 2).extract(new int[] {0}));
    }

    @Test
    void projections_keep_half_the_squared_length_of_numbers_on_average() {
        float[] row =
                UntrainedFeatures.ofNumbers(new float[][] {{3, 4}}, 20_000, 1).extract(new int[] {0})[0];

        assertThat(product(row, row) / 20_000).isCloseTo(25 / 2.0, within(0.5));
        assertThat(row).doesNotContain(Float.NaN);
    }

    private static double product(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
