package dev.graft.learning.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolingTest {

    @Test
    void takes_the_mean_over_tokens_only_or_the_first_token() {
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            // given two rows of two tokens, of which the second has one of padding
            NDArray hidden = manager.create(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new Shape(2, 2, 2));
            NDArray meanWeights = TokenBatch.Padding.of(manager, 2, 1).meanWeights();

            assertThat(Pooling.MEAN.apply(hidden, meanWeights).toFloatArray()).containsExactly(2, 3, 5, 6);
            assertThat(Pooling.CLS.apply(hidden, meanWeights).toFloatArray()).containsExactly(1, 2, 5, 6);
            assertThat(Pooling.CLS.apply(hidden, meanWeights).getShape()).isEqualTo(new Shape(2, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pooling_mode_max_tokens\": true}",
                "{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": true}",
                "{\"pooling_mode_cls_token\": false}"
            })
    void refuses_modes_that_it_does_not_know_and_names_those_that_it_does(String config) {
        assertThatThrownBy(() -> Pooling.of(new ObjectMapper().readTree(config)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("supported")
                .hasMessageContaining("mean");
    }
}
