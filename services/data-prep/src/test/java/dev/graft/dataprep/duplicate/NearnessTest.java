package dev.graft.dataprep.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearnessTest {
    @ParameterizedTest
    @CsvSource({"0.5, 0.95, 47, 4", "0.7, 0.95, 11, 4", "0.8, 0.95, 8, 5", "0.8, 0.99, 9, 4", "0.9, 0.95, 8, 11"})
    void bands_follow_from_threshold_and_recall(double threshold, double recall, int bands, int minima) {
        Nearness nearness = new Nearness(threshold, recall);

        assertThat(nearness.bands()).isEqualTo(bands);
        assertThat(nearness.minimaPerBand()).isEqualTo(minima);
    }

    @Test
    void every_nearness_has_its_recall_with_no_band_too_many_and_minima_enough() {
        for (int percent = 50; percent <= 99; percent++) {
            for (double recall : new double[] {0.5, 0.9, 0.95, 0.99, 0.999}) {
                Nearness nearness = new Nearness(percent / 100.0, recall);
                double band = Math.pow(nearness.threshold(), nearness.minimaPerBand());

                assertThat(nearness.candidateShare(nearness.threshold())).isGreaterThanOrEqualTo(recall - 1e-12);
                assertThat(1 - Math.pow(1 - band, nearness.bands() - 1.0)).isLessThan(recall);
                assertThat(nearness.bands() * nearness.minimaPerBand()).isLessThanOrEqualTo(MinHash.COMPONENTS);
            }
        }
    }

    @Test
    void most_pairs_that_are_not_near_are_no_candidates() {
        assertThat(Nearness.DEFAULT.candidateShare(0.2)).isCloseTo(0.0026, within(1e-4));
        assertThat(Nearness.DEFAULT.candidateShare(0.4)).isCloseTo(0.079, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({"0.49, 0.95", "1, 0.95", "NaN, 0.95", "0.8, 0.4", "0.8, 1"})
    void refuses_what_it_cannot_serve(double threshold, double recall) {
        assertThatThrownBy(() -> new Nearness(threshold, recall)).isInstanceOf(IllegalArgumentException.class);
    }
}
