package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a backbone's activations look like, its features are the same with a cache below and without one. */
class FrozenRowsTest {

    @TempDir
    Path folder;

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
    void gives_the_features_of_images_whose_activations_are_blocks() throws Exception {
        try (GradMode off = GradMode.off();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights =
                        new Parameters(manager, Map.of("scale", HostTensor.of(new Shape(1, 3, 1, 1), 1, -2, 3)))) {
            BackboneRows<NDArray> rows = new BackboneRows<>(new ScaledChannels(weights), new Pictures(), 1);

            assertSameFeatures(manager, rows);
            assertThat(LineExtent.of(manager, rows).bytes()).isEqualTo(4L * 12 * Float.BYTES);
        }
    }

    @Test
    void leaves_no_file_with_a_name_while_it_is_used_and_none_at_all_afterwards() throws Exception {
        LineExtent extent = new LineExtent(4, new Shape(2));
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                LinesInFile file = new LinesInFile(folder.resolve("scratch"), extent)) {
            file.append(manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(3, 2)));

            assertThat(folder.resolve("scratch")).isEmptyDirectory();
            assertThat(file.runs(manager, new long[] {3, 1}, new int[] {1, 2}, 2)
                            .toFloatArray())
                    .containsExactly(5, 6, 0, 0, 1, 2, 3, 4);
        }
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void says_that_a_line_was_never_written() throws Exception {
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                LinesInFile file = new LinesInFile(folder, new LineExtent(4, new Shape(2)))) {
            assertThatThrownBy(() -> file.runs(manager, new long[] {1}, new int[] {3}, 3))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasRootCauseMessage("the file of cached activations ends at 8");
        }
    }

    private <B> void assertSameFeatures(NDManager manager, BackboneRows<B> source) throws Exception {
        int[] all = {0, 1, 2};
        LineExtent extent = LineExtent.of(manager, source);
        List<int[]> batches = List.of(new int[] {2, 0}, new int[] {1});
        try (LinesInMemory memory = new LinesInMemory(manager, extent);
                LinesInFile file = new LinesInFile(folder, extent)) {
            FrozenRows<B> cached = FrozenRows.of(manager, source, memory, extent.line(), batches, done -> {});
            FrozenRows<B> filed = FrozenRows.of(manager, source, file, extent.line(), batches, done -> {});
            float[] features = cached.pooled(manager, all, StageDropout.NONE).toFloatArray();

            assertThat(features)
                    .containsExactly(
                            source.pooled(manager, all, StageDropout.NONE).toFloatArray(), within(1e-5f));
            assertThat(filed.pooled(manager, all, StageDropout.NONE).toFloatArray())
                    .isEqualTo(features);
            assertThat(filed.pooled(manager, new int[] {1}, StageDropout.NONE)
                            .getShape()
                            .get(0))
                    .isEqualTo(1);
        }
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
