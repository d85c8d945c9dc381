package dev.graft.learning.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.LossOptions;
import dev.graft.learning.strategy.Sampling;
import dev.graft.learning.strategy.StrategyAdvisor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses and their gradients against PyTorch's, which {@code src/test/python/make_loss_golden.py} wrote. */
class LossGoldenTest {

    private static final int ROWS = 5;
    private static final int OUTPUTS = 4;
    private static final double[] ONES = {1, 1, 1, 1};

    static Stream<JsonNode> cases() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(LossGoldenTest.class.getResource("/loss/loss-golden.json"));
        return StreamSupport.stream(cases.spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees_with_pytorch_in_one_batch_and_added_up_over_micro_batches(JsonNode golden) {
        // given
        Loss loss = loss(golden);

        for (int rowsAtOnce : new int[] {5, 2, 1}) {
            // when
            float[] gradient = new float[ROWS * OUTPUTS];
            double value = 0;
            for (int start = 0; start < ROWS; start += rowsAtOnce) {
                value += part(loss, golden, start, Math.min(ROWS, start + rowsAtOnce), gradient);
            }

            // then
            assertThat(value).isCloseTo(golden.path("loss").asDouble(), within(1e-5));
            assertThat(gradient).containsExactly(floats(golden.path("gradient")), within(1e-6f));
        }
    }

    @Test
    void a_row_that_is_surely_right_has_no_gradient_that_is_no_number() {
        Loss loss = Loss.of(new Truth.Classes(new int[] {0}, 2), new double[] {1, 1}, 0, LossOptions.focal(1));

        try (GradMode on = GradMode.on();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            NDArray logits = manager.create(new float[] {500, -500}, new Shape(1, 2));
            logits.setRequiresGradient(true);
            backward(loss.of(logits, new int[] {0}, 1));

            assertThat(logits.getGradient().toFloatArray()).containsExactly(new float[] {0, 0}, within(0f));
        }
    }

    @Test
    void balanced_weights_are_those_of_scikit_learn() {
        Truth truth = new Truth.Classes(new int[] {0, 0, 0, 1, 2, 2}, 3);

        double[] weights = OutputWeights.of(truth, 4, List.of("a", "b", "c"), LossOptions.BALANCED);

        assertThat(weights).containsExactly(new double[] {4 / 9.0, 4 / 3.0, 1}, within(1e-12));
    }

    @Test
    void balanced_weights_of_labels_are_rows_without_over_rows_with_it() {
        Truth truth = new Truth.Labels(
                List.of(List.of(true, false), List.of(false, false), List.of(false, false), List.of(false, true)), 2);

        assertThat(OutputWeights.of(truth, 3, List.of("a", "b"), LossOptions.BALANCED))
                .containsExactly(2, 1);
    }

    @Test
    void weights_by_name_replace_the_others_and_must_be_known() {
        Truth truth = new Truth.Classes(new int[] {0, 1}, 2);
        LossOptions named = new LossOptions(true, new TreeMap<>(Map.of("b", 3.0)), 0, 0);
        LossOptions unknown = new LossOptions(false, new TreeMap<>(Map.of("z", 3.0)), 0, 0);

        assertThat(OutputWeights.of(truth, 2, List.of("a", "b"), named)).containsExactly(1, 3);
        assertThatThrownBy(() -> OutputWeights.of(truth, 2, List.of("a", "b"), unknown))
                .hasMessageContaining("'z'");
    }

    @Test
    void sampling_that_evens_the_labels_leaves_a_balanced_loss_nothing_to_weigh() {
        Truth truth = new Truth.Classes(new int[] {0, 0, 0, 1}, 2);
        HyperParameters balanced = StrategyAdvisor.linearProbe()
                .hyperParameters()
                .change()
                .loss(LossOptions.BALANCED)
                .build();
        HyperParameters even = balanced.change().sampling(Sampling.OVER).build();

        assertThat(OutputWeights.areAskedFor(balanced)).isTrue();
        assertThat(OutputWeights.areAskedFor(even)).isFalse();
        assertThat(OutputWeights.of(truth, 4, List.of("a", "b"), balanced)).containsExactly(4 / 6.0, 2);
        assertThat(OutputWeights.of(truth, 4, List.of("a", "b"), even)).containsExactly(1, 1);
    }

    private static double part(Loss loss, JsonNode golden, int from, int to, float[] gradient) {
        int[] rows = IntStream.range(from, to).toArray();
        float[] logits = Arrays.copyOfRange(floats(golden.path("logits")), from * OUTPUTS, to * OUTPUTS);
        try (GradMode on = GradMode.on();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            NDArray input = manager.create(logits, new Shape(rows.length, OUTPUTS));
            input.setRequiresGradient(true);
            NDArray value =
                    loss.of(input, rows, loss.total(IntStream.range(0, ROWS).toArray()));
            backward(value);
            float[] found = input.getGradient().toFloatArray();
            System.arraycopy(found, 0, gradient, from * OUTPUTS, found.length);
            return value.getFloat();
        }
    }

    private static void backward(NDArray loss) {
        NDArray one = loss.getManager().ones(loss.getShape());
        JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }

    private static Loss loss(JsonNode golden) {
        double[] weights = golden.has("weights") ? doubles(golden.path("weights")) : ONES;
        LossOptions options = new LossOptions(
                false,
                Collections.emptySortedMap(),
                golden.path("gamma").asDouble(),
                golden.path("delta").asDouble());
        return Loss.of(truth(golden), weights, golden.path("smoothing").asDouble(), options);
    }

    private static Truth truth(JsonNode golden) {
        if (golden.has("classes")) {
            int[] classes = new int[ROWS];
            Arrays.setAll(classes, i -> golden.path("classes").get(i).asInt());
            return new Truth.Classes(classes, OUTPUTS);
        }
        List<List<Double>> rows = new ArrayList<>();
        golden.path(golden.has("labels") ? "labels" : "numbers")
                .forEach(row -> rows.add(Arrays.stream(doubles(row)).boxed().toList()));
        return golden.has("labels")
                ? new Truth.Labels(
                        rows.stream()
                                .map(row -> row.stream().map(t -> t > 0.5).toList())
                                .toList(),
                        OUTPUTS)
                : new Truth.Numbers(rows, OUTPUTS);
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static float[] floats(JsonNode matrix) {
        float[] values = new float[ROWS * OUTPUTS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) matrix.get(i / OUTPUTS).get(i % OUTPUTS).asDouble();
        }
        return values;
    }
}
