package dev.graft.learning.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.NativeHandles;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.meta.MetaLearning.Batch;
import dev.graft.learning.meta.MetaLearning.Way;
import dev.graft.learning.network.AdamWeights;
import dev.graft.learning.network.LinearLayer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetaLearningTest {
    private static final Sines SINES = new Sines(10, 10);

    /** By central differences of the loss behind two inner steps. */
    @ParameterizedTest
    @EnumSource(Outputs.class)
    void the_gradient_of_maml_goes_through_the_steps(Outputs outputs) {
        MetaLearning maml = new MetaLearning(Way.MAML, outputs, 5, 0.1, 2, 1e-3, 3, 1, 1);
        Random random = new Random(4);
        List<Episode> drawn =
                Stream.generate(() -> episode(random, outputs)).limit(3).toList();
        TorchRuntime.pinThreads();
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                GradMode on = GradMode.on()) {
            AdamWeights weights = new AdamWeights(manager);
            weights.draw("one", 2, 5, random);
            weights.draw("two", 5, 5, random);
            weights.draw("out", 5, 3, random);
            NDArray loss = maml.loss(manager, weights, new Batch(manager, drawn));
            JniUtils.backward((PtNDArray) loss, (PtNDArray) manager.ones(loss.getShape()), false, false);
            for (String layer : List.of("one", "two", "out")) {
                float[] gradient = weights.weight(layer).getGradient().toFloatArray();
                for (int i = 0; i < gradient.length; i++) {
                    double expected = (shifted(manager, maml, weights, drawn, layer, i, 0.001f)
                                    - shifted(manager, maml, weights, drawn, layer, i, -0.001f))
                            / 0.002;
                    assertThat((double) gradient[i]).as(layer + " " + i).isCloseTo(expected, within(3e-3));
                }
            }
        }
    }

    private static double shifted(
            NDManager manager,
            MetaLearning maml,
            AdamWeights like,
            List<Episode> drawn,
            String layer,
            int i,
            float by) {
        AdamWeights other = new AdamWeights(manager);
        for (String name : List.of("one", "two", "out")) {
            LinearLayer known = like.layer(name);
            if (name.equals(layer)) {
                known.weight()[i] += by;
            }
            other.put(name, known);
        }
        return maml.loss(manager, other, new Batch(manager, drawn)).getFloat();
    }

    private static Episode episode(Random random, Outputs outputs) {
        return new Episode(
                rows(random, 4, 2), targets(random, 4, outputs), rows(random, 6, 2), targets(random, 6, outputs));
    }

    private static double[][] targets(Random random, int count, Outputs outputs) {
        double[][] targets = rows(random, count, 3);
        if (outputs == Outputs.CLASSES) {
            for (double[] target : targets) {
                int chosen = random.nextInt(3);
                IntStream.range(0, 3).forEach(i -> target[i] = i == chosen ? 1 : 0);
            }
        }
        return targets;
    }

    private static double[][] rows(Random random, int count, int width) {
        return Stream.generate(() -> random.doubles(width, -1, 1).toArray())
                .limit(count)
                .toArray(double[][]::new);
    }

    @Test
    void a_sine_is_learnt_from_ten_places_in_ten_steps() {
        double joint = error(quick(Way.JOINT).learn(SINES));
        for (Way way : List.of(Way.MAML, Way.FIRST_ORDER_MAML, Way.REPTILE)) {
            assertThat(error(quick(way).learn(SINES)))
                    .as(way.name())
                    .isLessThan(2)
                    .isLessThan(joint / 1.5);
        }
    }

    /** A tenth of the work of a usual search. */
    private static MetaLearning quick(Way way) {
        return new MetaLearning(way, Outputs.NUMBERS, 40, 0.01, way == Way.REPTILE ? 5 : 1, 3e-3, 10, 1_500, 1);
    }

    private static double error(MetaStart start) {
        Random random = new Random(99);
        return Stream.generate(() -> new Sines(10, 50).draw(random))
                .limit(50)
                .mapToDouble(task -> start.adapted(task, 10, 0.01).squaredError(task))
                .average()
                .orElseThrow();
    }

    @Test
    void the_same_seed_gives_the_same_start() {
        MetaLearning few = MetaLearning.ofNumbers(Way.MAML, 5, 3);
        Episode task = SINES.draw(new Random(1));
        assertThat(few.learn(SINES).adapted(task, 2, 0.01).outputs(0.3))
                .isEqualTo(few.learn(SINES).adapted(task, 2, 0.01).outputs(0.3));
    }

    @Test
    void leaves_no_native_arrays() throws ReflectiveOperationException {
        MetaLearning few = MetaLearning.ofNumbers(Way.MAML, 5, 3);
        Episode task = SINES.draw(new Random(1));
        few.learn(SINES).adapted(task, 2, 0.01);
        int before = NativeHandles.count();
        few.learn(SINES).adapted(task, 2, 0.01);
        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    @Test
    void says_what_it_takes() {
        assertThatThrownBy(() -> MetaLearning.ofNumbers(Way.MAML, 0, 1)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new MetaLearning(Way.MAML, Outputs.NUMBERS, 4, 0, 1, 0.1, 1, 1, 1))
                .hasMessageContaining("inner rate");
        assertThatThrownBy(() -> new Episode(new double[0][], new double[0][], new double[1][1], new double[1][1]))
                .hasMessageContaining("0 rows");
        assertThatThrownBy(() -> new MetaLearning(Way.MAML, Outputs.NUMBERS, 4, 1e9, 3, 0.1, 2, 50, 1).learn(SINES))
                .hasMessageContaining("no number");
    }
}
