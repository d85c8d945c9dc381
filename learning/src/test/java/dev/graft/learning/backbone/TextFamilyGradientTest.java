package dev.graft.learning.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.nio.file.Path;
import java.util.SortedSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every family learns: the engine's gradients of the pooled features reach all weights and have the right slope. */
class TextFamilyGradientTest {

    private static final float STEP = 2e-3f;
    private static final int PLACE = 5;

    @ParameterizedTest
    @CsvSource({
        "distilbert, MEAN, transformer.layer.0.ffn.lin1.weight",
        "distilbert, CLS, embeddings.position_embeddings.weight",
        "roberta, CLS, encoder.layer.0.attention.self.value.weight",
        "roberta, MEAN, embeddings.token_type_embeddings.weight"
    })
    void reach_every_weight_of_every_stage(String family, Pooling pooling, String checked) throws Exception {
        // given
        BackboneFiles files = Backbones.folder(Path.of(
                getClass().getResource("/dev/graft/learning/families/" + family).toURI()));
        BertConfig config = files.config().withPooling(pooling);
        int place = config.firstPosition() * config.hiddenSize() + PLACE;
        int at = checked.contains("position") ? place : PLACE;
        try (GradMode on = GradMode.on();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights = new Parameters(manager, files.weights())) {
            BertEncoder encoder = new BertEncoder(config, weights);
            SortedSet<String> names = encoder.weightNames(0, encoder.stages());
            names.forEach(name -> weights.get(name).setRequiresGradient(true));

            // when
            try (NDManager step = manager.newSubManager()) {
                NDArray loss = loss(encoder, step);
                JniUtils.backward((PtNDArray) loss, (PtNDArray) step.ones(loss.getShape()), false, false);
            }

            // then
            assertThat(names).isEqualTo(config.shapes().keySet());
            for (String name : names) {
                try (NDArray gradient = weights.get(name).getGradient()) {
                    float norm = gradient.norm().getFloat();
                    assertThat(norm).as(name).isFinite();
                    if (!name.contains(".key.bias") && !name.contains("k_lin.bias")) {
                        assertThat(norm).as(name).isGreaterThan(1e-4f);
                    }
                }
            }
            float gradient;
            try (NDArray found = weights.get(checked).getGradient()) {
                gradient = found.toFloatArray()[at];
            }
            HostTensor original = files.weights().get(checked);
            double slope = (moved(encoder, weights, checked, original, at, STEP)
                            - moved(encoder, weights, checked, original, at, -STEP))
                    / (2.0 * STEP);
            assertThat((double) gradient).isCloseTo(slope, within(5e-3 + 0.02 * Math.abs(slope)));
        }
    }

    private static double moved(
            BertEncoder encoder, Parameters weights, String name, HostTensor original, int place, float move) {
        float[] values = new float[(int) original.shape().size()];
        original.values().get(values);
        values[place] += move;
        weights.put(name, HostTensor.of(original.shape(), values));
        try (GradMode off = GradMode.off();
                NDManager step = weights.manager().newSubManager()) {
            return loss(encoder, step).getFloat();
        }
    }

    /** A sum of the features with weights that differ, so that layer normalisation does not cancel it. */
    private static NDArray loss(BertEncoder encoder, NDManager step) {
        int pad = encoder.config().padTokenId();
        int[][] ids = {{2, 17, 9, 23, 3}, {2, 30, 3}};
        int[][] types = {{0, 0, 0, 0, 0}, {0, 0, 0}};
        NDArray features = encoder.features(TokenBatch.of(step, ids, types, pad));
        NDArray weights = step.arange(features.getShape().get(1)).div(10).sin();
        return features.mul(weights).sum();
    }
}
