package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.TinyBert;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.strategy.Contrast;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FewShot;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import dev.graft.learning.text.TextInput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FewShotTest {

    private static final StartingPoint START = StartingPoint.backbone(TinyBert.files());
    private static final FewShot FEW = new FewShot(
            0,
            new Contrast(2, 12, 3e-3, Contrast.Objective.CONTRASTIVE, 0.2),
            5,
            TinyRun.HYPER.change().epochs(3).build());
    private static final FewShot LONGER = new FewShot(
            0,
            new Contrast(80, 24, 3e-3, Contrast.Objective.CONTRASTIVE, 0.2),
            10,
            TinyRun.HYPER.change().epochs(3).build());

    @TempDir
    Path folder;

    @Test
    void learns_more_from_few_rows_than_a_head_on_the_features_as_they_are() throws Exception {
        // given
        TrainingData data = TinyBert.data(90, 60, 3);
        LinearProbe probe = new LinearProbe(TinyRun.HYPER.change().epochs(40).build());

        // when
        TrainingOutcome.Completed few = TinyRun.complete(TinyRun.job(START, data, LONGER, 1, folder.resolve("few")));
        TrainingOutcome.Completed head = TinyRun.complete(TinyRun.job(START, data, probe, 1, folder.resolve("head")));

        // then
        assertThat(few.history()).extracting(EpochReport::phase).startsWith(PhaseName.CONTRAST, PhaseName.PROBE);
        assertThat(few.best().validationAccuracy()).isGreaterThan(head.best().validationAccuracy() + 0.2);
    }

    @Test
    void learns_by_cosines_too_and_leaves_frozen_layers_as_they_are() throws Exception {
        // given
        FewShot upper =
                new FewShot(1, new Contrast(3, 8, 1e-3, Contrast.Objective.COSINE, 1), 2, FEW.hyperParameters());

        // when
        TrainingOutcome.Completed outcome = TinyRun.complete(TinyRun.job(upper, 1, folder));

        // then
        assertThat(outcome.history().get(0).trainLoss()).isBetween(0.0, 0.5);
        ClassifierFolder model = ClassifierFolder.read(folder);
        TinyBert.files()
                .weights()
                .forEach(
                        (name, before) -> assertThat(model.weight(name).values().equals(before.values()))
                                .as(name)
                                .isEqualTo(!name.startsWith("encoder.layer.1.")));
    }

    @Test
    void goes_on_from_every_checkpoint_to_the_same_bytes() throws Exception {
        TinyRun.complete(TinyRun.job(FEW, 1, folder.resolve("whole")));
        for (int epoch = 1; epoch <= 3; epoch++) {
            FolderCheckpoints store = new FolderCheckpoints(folder.resolve("checkpoints-" + epoch));
            TrainingJob job = TinyRun.job(FEW, 1, folder.resolve("resumed-" + epoch));
            FineTuningTest.stopAfter(epoch, 1, job, store);

            new FineTuning(job, store, TrainingListener.SILENT, StopSignal.NEVER).run();

            assertThat(folder.resolve("resumed-" + epoch + "/model.safetensors"))
                    .hasSameBinaryContentAs(folder.resolve("whole/model.safetensors"));
        }
    }

    @Test
    void leaves_no_native_arrays_behind() throws Exception {
        int before = NativeHandles.count();

        TinyRun.complete(TinyRun.job(FEW, 1, folder));

        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    @Test
    void puts_every_row_beside_a_partner() {
        // given: labels of 5, 2 and 1 rows
        int[] classes = {0, 0, 0, 0, 0, 1, 1, 2};
        int[] rows = IntStream.range(0, 8).toArray();

        // when
        List<int[]> batches = PairOrder.batches(rows, classes, 4, new Random(1));

        // then
        assertThat(batches.stream().flatMapToInt(Arrays::stream).distinct().sorted())
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        for (int[] batch : batches) {
            for (int i = 0; i < batch.length; i += 2) {
                assertThat(classes[batch[i]]).isEqualTo(classes[batch[i + 1]]);
                assertThat(batch[i] == batch[i + 1]).isEqualTo(batch[i] == 7);
            }
        }
        assertThat(batches).hasSize(3);
    }

    @Test
    void refuses_answers_that_are_no_classes() {
        LabelledText row = LabelledText.withLabels(TextInput.of("apple"), Set.of("fruit"));
        TrainingData data = new TrainingData(List.of(row), List.of(row), List.of("fruit"));

        assertThatThrownBy(() -> TinyRun.complete(TinyRun.job(START, data, FEW, 1, folder)))
                .hasMessageContaining("one class a row");
    }

    @Test
    void comes_back_from_its_json() {
        assertThat(TransferStrategy.fromJson(FEW.toJson())).isEqualTo(FEW);
    }
}
