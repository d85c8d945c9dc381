package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.Penalty;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdamWTest {

    private static final float[] SLOPE = {3, -4, 0.5f};
    private static final HyperParameters HYPER =
            TinyRun.HYPER.change().weightDecay(0.1).clipNorm(1).build();

    @Test
    void takes_the_steps_of_the_published_algorithm_with_clipping_and_decoupled_decay() {
        // given
        Expected matrix = new Expected(1, 2, -3);
        Expected bias = new Expected(1, 2, -3);
        double norm = Math.sqrt(2 * (9 + 16 + 0.25));

        try (Trial trial = new Trial(HYPER, group(0, "m.weight", "m.bias"))) {
            for (int step = 1; step <= 5; step++) {
                // when
                trial.step(0.5);

                // then
                for (int i = 0; i < 3; i++) {
                    matrix.step(i, SLOPE[i] / norm, 0.1 * 0.5, 0.1, step);
                    bias.step(i, SLOPE[i] / norm, 0.1 * 0.5, 0, step);
                }
                trial.assertWeight("m.weight", matrix);
                trial.assertWeight("m.bias", bias);
            }
        }
    }

    @Test
    void adds_the_slope_of_the_penalties_to_the_gradient_of_matrices_only() {
        // given
        HyperParameters penalised = HYPER.change()
                .weightDecay(0)
                .clipNorm(0)
                .penalty(new Penalty(2, 0.5))
                .build();
        Expected matrix = new Expected(1, 2, -3);
        Expected bias = new Expected(1, 2, -3);

        try (Trial trial = new Trial(penalised, group(0, "m.weight", "m.bias"))) {
            for (int step = 1; step <= 3; step++) {
                // when
                trial.step(1);

                // then
                for (int i = 0; i < 3; i++) {
                    double w = matrix.values[i];
                    matrix.step(i, SLOPE[i] + 2 * Math.signum(w) + 0.5 * w, 0.1, 0, step);
                    bias.step(i, SLOPE[i], 0.1, 0, step);
                }
                trial.assertWeight("m.weight", matrix);
                trial.assertWeight("m.bias", bias);
            }
        }
    }

    @Test
    void a_group_that_begins_later_stays_as_it_is_until_then_and_counts_its_own_steps() {
        // given: two steps an epoch
        HyperParameters free = HYPER.change().weightDecay(0).clipNorm(0).build();
        Expected early = new Expected(1, 2, -3);
        Expected late = new Expected(1, 2, -3);

        try (Trial trial = new Trial(free, group(0, "m.weight"), group(1, "m.bias"))) {
            for (int step = 1; step <= 4; step++) {
                // when
                trial.step(1);

                // then
                for (int i = 0; i < 3; i++) {
                    early.step(i, SLOPE[i], 0.1, 0, step);
                    if (step > 2) {
                        late.step(i, SLOPE[i], 0.1, 0, step - 2);
                    }
                }
                trial.assertWeight("m.weight", early);
                trial.assertWeight("m.bias", late);
            }
        }
    }

    @Test
    void updates_a_large_weight_in_parts_to_the_same_bits() {
        // given
        float[] values = new float[700 * 301];
        Random random = new Random(4);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        HostTensor large = HostTensor.of(new Shape(700, 301), values);
        AdamW.Rates rates = new AdamW.Rates(1e-2, 2e-3);

        try (GradMode off = GradMode.off();
                StepThreads threads = new StepThreads(3);
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            NDArray weight = Parameters.copy(manager, large);
            NDArray whole = Parameters.copy(manager, large);
            NDArray gradient = weight.sin();
            NDArray[] moments = {whole.zerosLike(), whole.zerosLike()};
            WeightSlot slot = WeightSlot.of(manager, weight, weight.zerosLike(), weight.zerosLike());

            // when
            for (int step = 0; step < 3; step++) {
                List<Runnable> updates = slot.updates(manager, gradient, rates, 0.1, 0.7);
                threads.share(updates.size(), i -> updates.get(i).run());
                Autograd.adamW(whole, gradient, moments[0], moments[1], rates, 0.1, 0.7);
            }

            // then
            assertThat(slot.weightParts().size()).isEqualTo(7);
            assertThat(weight.toFloatArray()).containsExactly(whole.toFloatArray());
            assertThat(slot.variance().toFloatArray()).containsExactly(moments[1].toFloatArray());
        }
    }

    private static Phase.Group group(int firstEpoch, String... names) {
        return new Phase.Group(0, List.of(names), 0.1, firstEpoch);
    }

    /** Adam with decoupled decay, in double precision. */
    private static final class Expected {
        final double[] values;
        private final double[] mean = new double[3];
        private final double[] variance = new double[3];

        Expected(double... values) {
            this.values = values;
        }

        void step(int i, double gradient, double rate, double decay, int step) {
            mean[i] = 0.9 * mean[i] + 0.1 * gradient;
            variance[i] = 0.999 * variance[i] + 0.001 * gradient * gradient;
            double corrected = rate * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
            double move = corrected * mean[i] / (Math.sqrt(variance[i]) + 1e-8);
            values[i] = values[i] * (1 - rate * decay) - move;
        }
    }

    /** A matrix and a bias whose gradients are both SLOPE. */
    private static final class Trial implements AutoCloseable {
        private final GradMode mode = GradMode.on();
        private final NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
        private final Parameters parameters = new Parameters(
                manager,
                Map.of(
                        "m.weight", HostTensor.of(new Shape(1, 3), 1, 2, -3),
                        "m.bias", HostTensor.of(new Shape(3), 1, 2, -3)));
        private final AdamW optimiser;

        Trial(HyperParameters hyper, Phase.Group... groups) {
            Phase phase = new Phase(PhaseName.FINE_TUNE, 0, List.of(groups), 1, 1, 1, 0.1, 0.1);
            this.optimiser = new AdamW(manager, parameters, phase, hyper, 2);
        }

        void step(double factor) {
            optimiser.prepare();
            try (NDManager scope = manager.newSubManager()) {
                NDArray slope = scope.create(SLOPE);
                NDArray sum = slope.mul(parameters.get("m.weight")).add(slope.mul(parameters.get("m.bias")));
                Autograd.backward(sum.sum());
                optimiser.step(scope, factor);
            }
        }

        void assertWeight(String name, Expected expected) {
            for (int i = 0; i < 3; i++) {
                assertThat((double)
                                Parameters.view(parameters.get(name)).values().get(i))
                        .isCloseTo(expected.values[i], within(1e-5));
            }
        }

        @Override
        public void close() {
            optimiser.close();
            parameters.close();
            manager.close();
            mode.close();
        }
    }
}
