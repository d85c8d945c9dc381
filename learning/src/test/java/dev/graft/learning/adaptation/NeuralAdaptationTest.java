package dev.graft.learning.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.NativeHandles;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.loss.AlignmentLoss;
import dev.graft.learning.strategy.Alignment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeuralAdaptationTest {

    private static final NeuralAdaptation PLAIN = new NeuralAdaptation(Alignment.NONE, 16, 15, 32, 0.02, 1, 1);

    private final DomainPair pair = Domains.shifted(90, 6, 3, 1);

    @ParameterizedTest
    @EnumSource(Alignment.class)
    void each_network_learns_the_source_and_answers_with_probabilities(Alignment alignment) {
        TransferClassifier fitted = with(alignment, 0.1).fit(pair);

        assertThat(Domains.accuracy(fitted.sourceAnswers(pair.source().rows()))).isGreaterThan(0.9);
        for (double[] shares : fitted.ofTarget(pair.target())) {
            assertThat(shares[0] + shares[1] + shares[2]).isCloseTo(1, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(Alignment.class)
    void the_same_seed_gives_the_same_network(Alignment alignment) {
        double[][] first = with(alignment, 0.1).fit(pair).ofTarget(pair.target());

        assertThat(with(alignment, 0.1).fit(pair).ofTarget(pair.target())).isDeepEqualTo(first);
    }

    @Test
    void the_weight_grows_from_0_as_published() {
        NeuralAdaptation way = with(Alignment.ADVERSARIAL, 0.5);

        assertThat(way.weightAt(0)).isZero();
        assertThat(way.weightAt(0.5)).isCloseTo(0.5 * (2 / (1 + Math.exp(-5)) - 1), within(1e-12));
        assertThat(way.weightAt(1)).isCloseTo(0.5, within(1e-4));
    }

    @Test
    void covariances_that_are_the_same_cost_nothing_and_others_what_the_formula_says() {
        // the variances are 2 and 8 in the first feature, 0 in the second: 36 / (4 · 2²)
        float[] narrow = {-1, 0, 1, 0};
        float[] wide = {-2, 3, 2, 3};

        assertThat(aligned(Alignment.CORRELATION, narrow, narrow, 1)).isCloseTo(0, within(1e-6));
        assertThat(aligned(Alignment.CORRELATION, narrow, wide, 1)).isCloseTo(36.0 / 16, within(1e-5));
        assertThat(aligned(Alignment.CORRELATION, narrow, wide, 0.5)).isCloseTo(36.0 / 32, within(1e-5));
    }

    @Test
    void the_discrepancy_is_that_of_the_kernels() {
        float[] near = {0, 0, 1, 0};
        float[] far = {3, 0, 4, 0};

        assertThat(aligned(Alignment.DISCREPANCY, near, near, 1)).isCloseTo(0, within(1e-6));
        assertThat(aligned(Alignment.DISCREPANCY, near, far, 1)).isCloseTo(discrepancy(0, 1, 3, 4), within(1e-5));
    }

    @Test
    void features_learn_against_the_classifier_of_domains() {
        try (GradMode on = GradMode.on();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            float[] plain = gradient(manager, 1);
            float[] twice = gradient(manager, 2);

            assertThat(plain[0]).isNotZero();
            for (int i = 0; i < plain.length; i++) {
                assertThat(twice[i]).isCloseTo(2 * plain[i], within(1e-6f));
            }
            for (float none : gradient(manager, 0)) {
                assertThat(Math.abs(none)).isZero();
            }
        }
    }

    @Test
    void a_training_leaves_no_native_arrays_behind() throws ReflectiveOperationException {
        with(Alignment.ADVERSARIAL_CODES, 1).fit(pair);
        int before = NativeHandles.count();

        with(Alignment.ADVERSARIAL_CODES, 1).fit(pair);
        with(Alignment.DISCREPANCY, 1).fit(pair);

        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    @Test
    void settings_without_sense_are_refused() {
        assertThatThrownBy(() -> new NeuralAdaptation(Alignment.NONE, 0, 1, 2, 0.1, 1, 1))
                .hasMessageContaining("hidden");
        assertThatThrownBy(() -> new NeuralAdaptation(Alignment.NONE, 1, 1, 2, 0, 1, 1))
                .hasMessageContaining("rate");
        assertThatThrownBy(() -> new NeuralAdaptation(Alignment.NONE, 1, 1, 1, 0.1, 1, 1))
                .hasMessageContaining("batch");
    }

    private static NeuralAdaptation with(Alignment alignment, double weight) {
        return new NeuralAdaptation(
                alignment, PLAIN.hidden(), PLAIN.epochs(), PLAIN.batch(), PLAIN.rate(), weight, PLAIN.seed());
    }

    /** Of two rows of two features each. */
    private double aligned(Alignment alignment, float[] source, float[] target, double weight) {
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            return new AlignmentLoss(manager, alignment, weights(manager)::domains)
                    .of(manager.create(source, new Shape(2, 2)), manager.create(target, new Shape(2, 2)), weight)
                    .getFloat();
        }
    }

    private float[] gradient(NDManager manager, double weight) {
        NDArray source = manager.create(new float[16 * 2], new Shape(2, 16)).add(1f);
        source.setRequiresGradient(true);
        NDArray target = manager.zeros(new Shape(2, 16));
        NDArray loss =
                new AlignmentLoss(manager, Alignment.ADVERSARIAL, weights(manager)::domains).of(source, target, weight);
        JniUtils.backward((PtNDArray) loss, (PtNDArray) manager.ones(loss.getShape()), false, false);
        return source.getGradient().toFloatArray();
    }

    private NetworkWeights weights(NDManager manager) {
        return new NetworkWeights(manager, with(Alignment.ADVERSARIAL, 1), pair, new Random(1));
    }

    private static double discrepancy(double... points) {
        double mean = 0;
        for (double one : points) {
            for (double other : points) {
                mean += (one - other) * (one - other) / 16;
            }
        }
        double sum = 0;
        for (double width : new double[] {0.25, 0.5, 1, 2, 4}) {
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    double square = (points[i] - points[j]) * (points[i] - points[j]);
                    sum += ((i < 2) == (j < 2) ? 1 : -1) * Math.exp(-square / (width * mean)) / 4;
                }
            }
        }
        return sum;
    }
}
