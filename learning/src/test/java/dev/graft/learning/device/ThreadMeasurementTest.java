package dev.graft.learning.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadMeasurementTest {

    @Test
    void takes_the_fastest() {
        ThreadCount chosen = ThreadMeasurement.choose(new TreeMap<>(Map.of(1, 0.040, 2, 0.020, 4, 0.012)));

        assertThat(chosen).isEqualTo(new ThreadCount(4, "measured: 1: 40.0 ms, 2: 20.0 ms, 4: 12.0 ms"));
    }

    @Test
    void takes_fewer_that_are_nearly_as_fast() {
        assertThat(ThreadMeasurement.choose(new TreeMap<>(Map.of(2, 0.0209, 4, 0.0205, 8, 0.020)))
                        .threads())
                .isEqualTo(2);
    }

    @Test
    void tries_powers_of_two_the_processors_and_the_cores() {
        assertThat(ThreadMeasurement.candidates(12, 6)).containsExactly(1, 2, 4, 6, 8, 12);
        assertThat(ThreadMeasurement.candidates(1, 4)).containsExactly(1);
        assertThat(ThreadMeasurement.candidates(3, 0)).containsExactly(1, 2, 3);
    }

    @Test
    void measures_what_this_machine_can_do_and_leaves_the_gradient_mode_alone() {
        Engine engine = TorchRuntime.start();
        boolean before = JniUtils.isGradMode();
        try {
            ThreadCount chosen = ThreadMeasurement.run(engine, 2, 0);

            assertThat(chosen.threads()).isBetween(1, 2);
            assertThat(chosen.reason()).matches("measured: 1: [\\d.]+ ms, 2: [\\d.]+ ms");
            assertThat(JniUtils.isGradMode()).isEqualTo(before);
        } finally {
            TorchRuntime.pinThreads();
        }
    }

    @Test
    void counts_cores_that_hyper_threads_share_once() {
        assertThat(PhysicalCores.count(List.of(
                        "processor : 0",
                        "physical id : 0",
                        "core id : 0",
                        "processor : 1",
                        "physical id : 0",
                        "core id : 0",
                        "processor : 2",
                        "physical id : 1",
                        "core id : 0")))
                .isEqualTo(2);
        assertThat(PhysicalCores.count(List.of("Processor: ARM"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "257", "-1", "many", "Measure"})
    void refuses_what_is_no_number_of_threads(String wanted) {
        assertThatThrownBy(() -> TorchRuntime.askForThreads(wanted))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 256 or measure");
    }
}
