package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextRows;
import dev.graft.learning.text.TextTokenizer;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever a backbone's activations look like, its features are the same with a cache below and without one. */
class FrozenRowsTest {

    @Test
    void gives_the_features_of_texts_of_different_lengths() throws Exception {
        try (GradMode off = GradMode.off();
                TextTokenizer tokenizer = new TextTokenizer(TinyBert.files().tokenizer(), 32);
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights = new Parameters(manager, TinyBert.files().weights())) {
            BertEncoder encoder = new BertEncoder(TinyBert.files().config(), weights);
            TextRows rows = new TextRows(
                    tokenizer.encode(List.of(
                            TextInput.of("my old hammer"),
                            TextInput.of("apple"),
                            TextInput.of("the very new owl is here"))),
                    0);

            assertSameFeatures(manager, new BackboneRows<>(encoder, rows, 2));
        }
    }

    @Test
    void gives_the_features_of_images_whose_activations_are_blocks() {
        try (GradMode off = GradMode.off();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights =
                        new Parameters(manager, Map.of("scale", HostTensor.of(new Shape(1, 3, 1, 1), 1, -2, 3)))) {
            BackboneRows<NDArray> rows = new BackboneRows<>(new ScaledChannels(weights), new Pictures(), 1);

            assertSameFeatures(manager, rows);
            assertThat(FrozenRows.bytes(manager, rows)).isEqualTo(4L * 12 * Float.BYTES);
        }
    }

    private static void assertSameFeatures(NDManager manager, BackboneRows<?> source) {
        FrozenRows<?> cached = FrozenRows.of(manager, source, List.of(new int[] {2, 0}, new int[] {1}), done -> {});
        float[] expected =
                source.pooled(manager, new int[] {0, 1, 2}, StageDropout.NONE).toFloatArray();

        assertThat(cached.pooled(manager, new int[] {0, 1, 2}, StageDropout.NONE)
                        .toFloatArray())
                .containsExactly(expected, within(1e-5f));
        assertThat(cached.pooled(manager, new int[] {1}, StageDropout.NONE)
                        .getShape()
                        .get(0))
                .isEqualTo(1);
    }

    /** Two stages: the picture itself, then each channel times a weight; features are the channels' means. */
    private record ScaledChannels(Parameters weights) implements Backbone<NDArray> {

        @Override
        public int stages() {
            return 2;
        }

        @Override
        public SortedSet<String> weightNames(int stage) {
            return new TreeSet<>(stage == 0 ? List.of() : List.of("scale"));
        }

        @Override
        public int featureSize() {
            return 3;
        }

        @Override
        public NDArray enter(NDArray batch, float dropout) {
            return batch.duplicate();
        }

        @Override
        public NDArray run(NDArray batch, NDArray activation, int from, int to, float dropout) {
            return from < to ? activation.mul(weights.get("scale")) : activation;
        }

        @Override
        public NDArray pool(NDArray batch, NDArray activation) {
            return activation.reshape(-1, 3, 4).mean(new int[] {2});
        }
    }

    /** Three pictures (3, 2, 2). */
    private static final class Pictures implements InputRows<NDArray> {

        @Override
        public int size() {
            return 3;
        }

        @Override
        public int length(int row) {
            return 0;
        }

        @Override
        public NDArray batch(NDManager owner, int... rows) {
            float[] values = new float[rows.length * 12];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows[i / 12] * 100 + i % 12;
            }
            return owner.create(values, new Shape(rows.length, 3, 2, 2));
        }
    }
}
