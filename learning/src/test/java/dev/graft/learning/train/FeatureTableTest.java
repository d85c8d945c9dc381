package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextRows;
import dev.graft.learning.text.TextTokenizer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTableTest {

    @TempDir
    Path folder;

    @Test
    void holds_the_pooled_features_of_every_row_and_no_native_arrays() throws Exception {
        int before = NativeHandles.count();
        try (TextTokenizer tokenizer = new TextTokenizer(TinyBert.files().tokenizer(), 32);
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights = new Parameters(manager, TinyBert.files().weights())) {
            BertEncoder encoder = new BertEncoder(TinyBert.files().config(), weights);
            TextRows rows = new TextRows(
                    tokenizer.encode(List.of(TextInput.of("the owl is old and new"), TextInput.of("apple"))), 0);

            FeatureTable table = FeatureTable.of(manager, encoder, rows);

            assertThat(table.size()).isEqualTo(2);
            assertThat(table.width()).isEqualTo(32);
            assertThat(table.line(1))
                    .containsExactly(encoder.features(rows.batch(manager, 1)).toFloatArray(), within(1e-5f));
        }
        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    @Test
    void fuses_tables_side_by_side_each_at_the_scale_of_its_weight() {
        FeatureTable large = FeatureTable.of(new float[] {300, 400}, new float[] {0, 0});
        FeatureTable small = FeatureTable.of(new float[] {1}, new float[] {-2});

        FeatureTable fused = FeatureTable.fused(List.of(large, small), 1, 0.5);

        float root = (float) Math.sqrt(2);
        assertThat(fused.line(0)).containsExactly(new float[] {0.6f * root, 0.8f * root, 0.5f}, within(1e-6f));
        assertThat(fused.line(1)).containsExactly(0, 0, -0.5f);
    }

    @Test
    void refuses_tables_that_do_not_fit_together() {
        FeatureTable one = FeatureTable.of(new float[][] {{1}});
        FeatureTable two = FeatureTable.of(new float[] {1}, new float[] {2});

        assertThatThrownBy(() -> FeatureTable.fused(List.of(one, two), 1, 1)).hasMessageContaining("1 and 2");
        assertThatThrownBy(() -> FeatureTable.fused(List.of(one), 1, 1)).hasMessageContaining("2 for 1");
        assertThatThrownBy(() -> FeatureTable.of(new float[] {1}, new float[] {1, 2}))
                .hasMessageContaining("one length");
    }

    @Test
    void gives_a_head_on_two_backbones_what_neither_knows_alone() throws Exception {
        // given: the label is where two signs, each seen by one backbone, meet
        Random random = new Random(5);
        float[][] first = new float[240][];
        float[][] second = new float[240][];
        int[] classes = new int[240];
        for (int row = 0; row < classes.length; row++) {
            int a = random.nextInt(2);
            int b = random.nextInt(2);
            classes[row] = 2 * a + b;
            first[row] = new float[] {100 * (2 * a - 1), 100 * (float) random.nextGaussian()};
            second[row] = new float[] {2 * b - 1, (float) random.nextGaussian()};
        }

        // when, then
        FeatureTable one = FeatureTable.of(first);
        FeatureTable two = FeatureTable.of(second);
        assertThat(accuracy(FeatureTable.fused(List.of(one, two), 1, 1), classes))
                .isGreaterThan(0.95);
        assertThat(accuracy(one, classes)).isLessThan(0.7);
        assertThat(accuracy(two, classes)).isLessThan(0.7);
    }

    private double accuracy(FeatureTable table, int... classes) throws Exception {
        int width = table.width();
        LearningTask<?> task = new LearningTask<>(
                new TreeMap<>(Map.of(
                        ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(4, width), new float[4 * width]),
                        ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(4), new float[4]))),
                weights -> table.backbone(),
                table,
                new Truth.Classes(classes, 4),
                new RowSplit(200, 40, 0),
                List.of("a", "b", "c", "d"),
                "signs",
                (weights, metrics, note) -> assertThat(metrics).containsKey("accuracy"));
        LinearProbe probe = new LinearProbe(
                TinyRun.HYPER.change().epochs(20).headLearningRate(0.05).build());
        RunSettings settings = new RunSettings(probe, 1, DeviceChoice.CPU, folder, Clock.systemUTC(), 0);
        TrainingOutcome outcome =
                new FineTuning(task, settings, CheckpointStore.NONE, TrainingListener.SILENT, StopSignal.NEVER).run();
        return ((TrainingOutcome.Completed) outcome).best().validationAccuracy();
    }
}
