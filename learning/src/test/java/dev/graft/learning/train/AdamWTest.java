package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdamWTest {

    private static final float[] SLOPE = {3, -4, 0.5f};

    @Test
    void takes_the_steps_of_the_published_algorithm_with_clipping_and_decoupled_decay() {
        // given
        Phase phase = new Phase(PhaseName.FINE_TUNE, 0, List.of("m.weight", "m.bias"), 1, 1, 1, 0.1, 0.1);
        double[] weight = {1, 2, -3};
        double[] bias = {1, 2, -3};
        double[][] moments = new double[2][3];

        try (GradMode on = GradMode.on();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters parameters = new Parameters(
                        manager,
                        Map.of(
                                "m.weight", HostTensor.of(new Shape(3), 1, 2, -3),
                                "m.bias", HostTensor.of(new Shape(3), 1, 2, -3)));
                AdamW optimiser = new AdamW(manager, parameters, phase, 0.1, 1)) {
            phase.trainable().forEach(name -> parameters.get(name).setRequiresGradient(true));
            for (int step = 1; step <= 5; step++) {
                // when
                try (NDManager scope = manager.newSubManager()) {
                    NDArray slope = scope.create(SLOPE);
                    NDArray sum = slope.mul(parameters.get("m.weight")).add(slope.mul(parameters.get("m.bias")));
                    Autograd.backward(sum.sum());
                    optimiser.step(scope, 0.5);
                }
                expect(step, weight, bias, moments);

                // then
                assertSame(parameters.get("m.weight"), weight);
                assertSame(parameters.get("m.bias"), bias);
            }
        }
    }

    /** One step in double precision: both gradients are SLOPE, clipped to a common norm of 1; only one decays. */
    private static void expect(int step, double[] weight, double[] bias, double[][] moments) {
        double norm = Math.sqrt(2 * (9 + 16 + 0.25));
        double rate = 0.1 * 0.5;
        for (int i = 0; i < 3; i++) {
            double gradient = SLOPE[i] / norm;
            moments[0][i] = 0.9 * moments[0][i] + 0.1 * gradient;
            moments[1][i] = 0.999 * moments[1][i] + 0.001 * gradient * gradient;
            double corrected = rate * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
            double move = corrected * moments[0][i] / (Math.sqrt(moments[1][i]) + 1e-8);
            weight[i] = weight[i] * (1 - rate * 0.1) - move;
            bias[i] -= move;
        }
    }

    private static void assertSame(NDArray actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) Parameters.view(actual).values().get(i)).isCloseTo(expected[i], within(1e-5));
        }
    }
}
