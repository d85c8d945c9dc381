package dev.graft.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProxyADistanceTest {

    private static final DriftSettings SETTINGS = DriftSettings.standard(1);

    @Test
    void domains_that_never_overlap_are_as_far_apart_as_can_be() {
        ProxyADistance distance = distance(60, 80, 30);

        assertThat(distance.distance()).isEqualTo(2);
        assertThat(distance.error()).isZero();
        assertThat(distance.verdict()).isEqualTo(DomainDistance.FAR);
        assertThat(distance.rowsEach()).isEqualTo(60);
        assertThat(distance.referenceRows()).isEqualTo(60);
        assertThat(distance.batchRows()).isEqualTo(80);
        assertThat(distance.sentence()).startsWith("the domain is far: proxy A-distance 2.00, ");
    }

    @Test
    void two_samples_of_one_domain_are_no_farther_apart_than_chance() {
        ProxyADistance distance = distance(100, 100, 0);

        assertThat(distance.distance())
                .isBetween(0.0, distance.chanceMost() + 0.2)
                .isLessThan(0.5);
        assertThat(distance.chanceMean()).isBetween(0.0, 0.3);
        assertThat(distance.verdict()).isEqualTo(DomainDistance.NEAR);
    }

    @Test
    void the_distance_is_two_less_four_times_the_error() {
        ProxyADistance distance = distance(200, 200, 0.35);

        assertThat(distance.error()).isBetween(0.2, 0.45);
        assertThat(distance.distance()).isCloseTo(2 - 4 * distance.error(), within(1e-12));
    }

    @Test
    void no_more_rows_are_used_than_the_settings_allow_and_both_sides_give_as_many() {
        assertThat(distance(900, 300, 1).rowsEach()).isEqualTo(250);
        assertThat(distance(900, 40, 1).rowsEach()).isEqualTo(40);
    }

    @Test
    void the_same_seed_gives_the_same_distance() {
        assertThat(distance(90, 60, 0.3)).isEqualTo(distance(90, 60, 0.3));
    }

    @Test
    void constant_features_tell_nothing() {
        ProxyADistance distance = ProxyADistance.of(new float[40][3], new float[40][3], SETTINGS, DriftListener.SILENT);

        assertThat(distance.distance()).isLessThan(0.2);
        assertThat(distance.verdict()).isEqualTo(DomainDistance.NEAR);
    }

    @Test
    void a_listener_sees_every_fold() {
        List<Integer> seen = new ArrayList<>();
        float[][] rows = Drawn.features(20, 3, 0, new Random(1));

        ProxyADistance.of(rows, rows, SETTINGS, (part, done, of) -> seen.add(of));

        assertThat(seen).hasSize(100).containsOnly(100);
    }

    @Test
    void refuses_too_few_rows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> distance(9, 100, 0))
                .withMessageContaining("at least 10 rows on either side, not 9 and 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyADistance.of(
                        new float[20][1], new float[20][1], SETTINGS.withoutDistance(), DriftListener.SILENT))
                .withMessageContaining("leave the distance out");
    }

    private static ProxyADistance distance(int referenceRows, int batchRows, double apart) {
        Random random = new Random(4);
        return ProxyADistance.of(
                Drawn.features(referenceRows, 6, 0, random),
                Drawn.features(batchRows, 6, apart, random),
                SETTINGS,
                DriftListener.SILENT);
    }
}
