package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.TokenBatch;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextNetwork;
import dev.graft.learning.text.TextRows;
import dev.graft.learning.text.TextTokenizer;
import dev.graft.learning.text.Tokens;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's gradients of the whole network against finite differences of its loss. */
class GradientTest {

    private static final float STEP = 2e-3f;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "embeddings.word_embeddings.weight",
                "embeddings.LayerNorm.weight",
                "encoder.layer.0.attention.self.query.weight",
                "encoder.layer.0.attention.self.key.weight",
                "encoder.layer.0.attention.self.value.bias",
                "encoder.layer.0.attention.output.dense.weight",
                "encoder.layer.1.attention.output.LayerNorm.bias",
                "encoder.layer.1.intermediate.dense.weight",
                "encoder.layer.1.output.dense.bias",
                "classifier.weight",
                "classifier.bias"
            })
    void agree_with_finite_differences(String name) throws Exception {
        // given
        BackboneFiles tiny = TinyBert.files();
        SortedMap<String, HostTensor> weights = withHead(tiny);
        List<Tokens> tokens;
        try (TextTokenizer tokenizer = new TextTokenizer(tiny.tokenizer(), 32)) {
            tokens = tokenizer.encode(
                    List.of(TextInput.of("my old hammer"), TextInput.of("the very new apple is here and the pear")));
        }
        try (GradMode on = GradMode.on();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters parameters = new Parameters(manager, weights)) {
            TextNetwork<TokenBatch> network = TextNetwork.of(tiny.config(), parameters);
            parameters.get(name).setRequiresGradient(true);

            // when
            HostTensor gradient;
            try (NDManager step = manager.newSubManager()) {
                Autograd.backward(loss(network, step, tokens));
                NDArray found = parameters.get(name).getGradient();
                gradient = HostTensor.of(found.getShape(), found.toFloatArray());
            }

            // then: at the place of the steepest slope, and somewhere else
            int steepest = steepest(gradient.values());
            for (int place : new int[] {
                steepest, (steepest * 7 + 3) % (int) gradient.shape().size()
            }) {
                double above = lossAt(network, parameters, weights.get(name), name, place, STEP, tokens);
                double below = lossAt(network, parameters, weights.get(name), name, place, -STEP, tokens);
                double slope = (above - below) / (2.0 * STEP);
                assertThat((double) gradient.values().get(place))
                        .isCloseTo(slope, within(2e-3 + 0.02 * Math.abs(slope)));
            }
            assertThat(Math.abs(gradient.values().get(steepest))).isGreaterThan(1e-4f);
        }
    }

    @Test
    void are_not_recorded_while_the_mode_is_off() {
        try (GradMode off = GradMode.off();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            NDArray weight = manager.create(new float[] {1, 2});
            weight.setRequiresGradient(true);

            assertThat(weight.mul(weight).sum().hasGradient()).isFalse();
        }
    }

    private static double lossAt(
            TextNetwork<TokenBatch> network,
            Parameters parameters,
            HostTensor original,
            String name,
            int place,
            float move,
            List<Tokens> tokens) {
        float[] values = new float[(int) original.shape().size()];
        original.values().get(values);
        values[place] += move;
        parameters.put(name, HostTensor.of(original.shape(), values));
        try (GradMode off = GradMode.off();
                NDManager step = parameters.manager().newSubManager()) {
            return loss(network, step, tokens).getFloat();
        }
    }

    private static NDArray loss(TextNetwork<TokenBatch> network, NDManager step, List<Tokens> tokens) {
        NDArray logits = network.logits(new TextRows(tokens, 0).batch(step, 0, 1));
        NDArray targets = step.create(new float[] {0, -0.5f, 0, -0.5f, 0, 0}, new Shape(2, 3));
        return logits.logSoftmax(1).mul(targets).sum();
    }

    private static SortedMap<String, HostTensor> withHead(BackboneFiles tiny) {
        Random random = new Random(1);
        float[] head = new float[3 * 32];
        for (int i = 0; i < head.length; i++) {
            head[i] = (float) random.nextGaussian();
        }
        SortedMap<String, HostTensor> weights = new TreeMap<>(tiny.weights());
        weights.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(3, 32), head));
        weights.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(3), 0.1f, 0, -0.1f));
        return weights;
    }

    private static int steepest(FloatBuffer values) {
        int best = 0;
        for (int i = 0; i < values.limit(); i++) {
            best = Math.abs(values.get(i)) > Math.abs(values.get(best)) ? i : best;
        }
        return best;
    }
}
