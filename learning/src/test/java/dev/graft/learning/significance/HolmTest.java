package dev.graft.learning.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
    /** As {@code p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")} of R 4. */
    @Test
    void adjusts_as_the_reference_does() {
        assertThat(Holm.adjusted(0.01, 0.04, 0.03, 0.005))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
    }

    @Test
    void never_passes_one_and_keeps_the_order_of_equals() {
        assertThat(Holm.adjusted(0.9, 0.9, 0.8)).containsExactly(1, 1, 1);
        assertThat(Holm.adjusted()).isEmpty();
        assertThat(Holm.adjusted(0.2)).containsExactly(0.2);
    }
}
