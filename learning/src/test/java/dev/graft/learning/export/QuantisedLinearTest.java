package dev.graft.learning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.HostTensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantisedLinearTest {
    private static final int IN = 40;
    private static final int OUT = 7;

    @Test
    void a_weight_is_its_value_times_its_column_s_scale_to_half_a_step() {
        // given
        Random random = new Random(5);
        float[] weights = new float[IN * OUT];
        for (int place = 0; place < weights.length; place++) {
            weights[place] = (float) (random.nextGaussian() * Math.pow(10, place % OUT - 3));
        }

        // when
        QuantisedLinear quantised = QuantisedLinear.of(HostTensor.of(new Shape(IN, OUT), weights));

        // then
        for (int place = 0; place < weights.length; place++) {
            float scale = quantised.scales()[place % OUT];
            assertThat(quantised.values()[place] * scale).isCloseTo(weights[place], within(scale * 0.501f));
        }
        assertThat(quantised.in()).isEqualTo(IN);
    }

    @Test
    void the_largest_weight_of_a_column_has_the_largest_value_and_no_value_has_an_eighth_bit() {
        QuantisedLinear quantised =
                QuantisedLinear.of(HostTensor.of(new Shape(3, 2), new float[] {1.5f, -8, -2, 4.5f, 0.5f, 2}));

        assertThat(quantised.values()).containsExactly(47, -63, -63, 35, 16, 16);
        assertThat(quantised.scales()).containsExactly(2f / 63, 8f / 63);
    }

    @Test
    void a_column_of_zeros_stays_one() {
        QuantisedLinear quantised = QuantisedLinear.of(HostTensor.of(new Shape(2, 2), new float[] {0, 1, 0, -1}));

        assertThat(quantised.values()).containsExactly(0, 63, 0, -63);
        assertThat(quantised.scales()[0]).isZero();
    }
}
