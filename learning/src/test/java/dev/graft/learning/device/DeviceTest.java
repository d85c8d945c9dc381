package dev.graft.learning.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    @ParameterizedTest
    @CsvSource({"auto, auto", "cpu, cpu", "gpu, gpu:0", "gpu:0, gpu:0", "gpu:12, gpu:12"})
    void a_choice_is_read_and_printed(String text, String printed) {
        assertThat(DeviceChoice.parse(text)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GPU", "gpu:", "gpu:-1", "gpu:9999", "tpu", "cpu:0"})
    void another_choice_is_refused(String text) {
        assertThatThrownBy(() -> DeviceChoice.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("auto, cpu or gpu:N");
    }

    @Test
    void a_gpu_that_is_not_there_is_refused_with_a_remedy() {
        assumeThat(TorchRuntime.start().getGpuCount()).isLessThan(100);

        assertThatThrownBy(() -> TorchRuntime.resolve(DeviceChoice.parse("gpu:100")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gpu:100")
                .hasMessageContaining("-Pgpu");
    }

    @Test
    void the_check_describes_the_machine_for_a_person() {
        Environment environment = EnvironmentCheck.run();

        assertThat(environment.usable()).isTrue();
        assertThat(environment.engine()).isEqualTo("PyTorch");
        assertThat(environment.threads()).isEqualTo(TorchRuntime.threads()).isPositive();
        assertThat(environment.toString()).contains("engine   PyTorch", "natives  ", "problems ");
    }

    @Test
    void gradient_mode_comes_back_at_the_end_of_a_block() {
        try (GradMode on = GradMode.on()) {
            try (GradMode off = GradMode.off()) {
                assertThat(JniUtils.isGradMode()).isFalse();
            }
            assertThat(JniUtils.isGradMode()).isTrue();
        }
    }
}
