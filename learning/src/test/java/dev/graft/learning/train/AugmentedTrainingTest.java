package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.TinyBert;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.Fusion;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.text.augment.TextAugmentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts are changed in training alone, anew in each pass, and in the same way after a resume. */
class AugmentedTrainingTest {

    private static final TextAugmentation DROPOUT =
            new TextAugmentation(0, 0.3, 0.2, 0.05, Collections.emptySortedMap(), 2);
    private static final HyperParameters AUGMENTED =
            TinyRun.HYPER.change().augmentation(DROPOUT).build();
    private static final Fusion FUSION = new Fusion(List.of("other.tiny-1"), List.of(1.0, 1.0), AUGMENTED);

    @TempDir
    Path folder;

    @Test
    void goes_on_from_a_checkpoint_to_the_same_bytes() throws Exception {
        for (TransferStrategy strategy : List.of(
                new LinearProbe(AUGMENTED),
                new FineTune(1, new HeadWarmup(3, 8, 1e-2), AUGMENTED),
                new FineTune(0, HeadWarmup.NONE, AUGMENTED),
                FUSION)) {
            // given
            Path whole = folder.resolve("whole" + strategy.hashCode());
            TinyRun.complete(job(strategy, whole));
            for (int asks : List.of(1, 20, 45)) {
                Path resumed = folder.resolve(whole.getFileName() + "-" + asks);
                CheckpointStore store = new FolderCheckpoints(folder.resolve("checkpoints-" + resumed.getFileName()));

                // when
                AtomicInteger asked = new AtomicInteger();
                StopSignal early = () -> asked.incrementAndGet() > asks ? Optional.of("stop") : Optional.empty();
                new FineTuning(job(strategy, resumed), store, TrainingListener.SILENT, early).run();
                new FineTuning(job(strategy, resumed), store, TrainingListener.SILENT, StopSignal.NEVER).run();

                // then
                assertThat(resumed.resolve("model.safetensors"))
                        .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
            }
        }
    }

    @Test
    void validates_on_texts_as_they_are_and_trains_on_changed_ones() throws Exception {
        // given: rates at which nothing moves, so that all losses are the starting point's
        HyperParameters still = AUGMENTED
                .change()
                .epochs(3)
                .dropout(0)
                .learningRate(1e-30)
                .headLearningRate(1e-30)
                .weightDecay(0)
                .build();
        HyperParameters plain =
                still.change().augmentation(TextAugmentation.NONE).build();
        for (boolean frozen : List.of(true, false)) {
            // when
            List<EpochReport> changed = epochs(strategy(frozen, still), "changed-" + frozen);
            List<EpochReport> asTheyAre = epochs(strategy(frozen, plain), "plain-" + frozen);

            // then
            for (int epoch = 0; epoch < 3; epoch++) {
                assertThat(changed.get(epoch).validationLoss())
                        .isCloseTo(asTheyAre.get(epoch).validationLoss(), within(1e-5));
                assertThat(Math.abs(changed.get(epoch).trainLoss()
                                - asTheyAre.get(epoch).trainLoss()))
                        .isGreaterThan(1e-4);
            }
            assertThat(changed.get(0).trainLoss()).isNotEqualTo(changed.get(1).trainLoss());
        }
    }

    @Test
    void learns_from_changed_texts_and_names_the_changes_in_the_model_card() throws Exception {
        TrainingOutcome.Completed outcome = TinyRun.complete(TinyRun.job(
                StartingPoint.backbone(TinyBert.files()),
                TinyBert.data(240, 30, 3),
                new FineTune(0, HeadWarmup.NONE, AUGMENTED.change().epochs(10).build()),
                1,
                folder));

        assertThat(outcome.best().validationAccuracy()).isGreaterThan(0.8);
        assertThat(Files.readString(folder.resolve("README.md"))).contains("\"augmentation\":{\"wordDropout\":0.3");
        assertThat(outcome.history().get(outcome.history().size() - 1).percent())
                .isCloseTo(100, within(0.01));
    }

    @Test
    void keeps_words_that_only_changed_texts_have() throws Exception {
        // given: a word that no row has, which stands in for one that they have
        TextAugmentation synonyms = new TextAugmentation(
                1, 0, 0, 0, new TreeMap<>(Map.of("apple", List.of("melon"), "pear", List.of("melon"))), 0);
        TrainingData data = new TrainingData(
                List.of(LabelledText.of("apple", "fruit"), LabelledText.of("pear", "bird")),
                List.of(LabelledText.of("apple", "fruit")),
                List.of("fruit", "bird"));
        HyperParameters hyper = TinyRun.HYPER.change().augmentation(synonyms).build();

        // when
        TrainingOutcome.Completed outcome = TinyRun.complete(TinyRun.job(
                StartingPoint.backbone(TinyBert.files()), data, new FineTune(0, HeadWarmup.NONE, hyper), 1, folder));

        // then: both rows read the same, so nothing could be learnt from them
        assertThat(outcome.history())
                .allSatisfy(epoch -> assertThat(epoch.trainLoss()).isGreaterThan(0.6));
    }

    @Test
    void refuses_to_augment_rows_that_are_no_texts() {
        LearningTask<NDArray> task = features();
        RunSettings settings =
                new RunSettings(new LinearProbe(AUGMENTED), 1, DeviceChoice.CPU, folder, Clock.systemUTC(), 1 << 20);

        assertThatThrownBy(() -> new FineTuning(
                                task, settings, CheckpointStore.NONE, TrainingListener.SILENT, StopSignal.NEVER)
                        .run())
                .hasMessageContaining("augments texts");
    }

    private static LearningTask<NDArray> features() {
        FeatureTable table = FeatureTable.of(new float[][] {{1, 0}, {0, 1}, {1, 0}});
        return new LearningTask<>(
                new TreeMap<>(Map.of(
                        ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(2, 2), new float[4]),
                        ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(2), new float[2]))),
                weights -> table.backbone(),
                table,
                new Truth.Classes(new int[] {0, 1, 0}, 2),
                new RowSplit(2, 1, 0),
                List.of("a", "b"),
                "features",
                (weights, metrics, note) -> {});
    }

    private static TransferStrategy strategy(boolean frozen, HyperParameters hyper) {
        return frozen ? new LinearProbe(hyper) : new FineTune(1, HeadWarmup.NONE, hyper);
    }

    private List<EpochReport> epochs(TransferStrategy strategy, String name) throws Exception {
        return TinyRun.complete(TinyRun.job(strategy, 1, folder.resolve(name))).history();
    }

    private static TrainingJob job(TransferStrategy strategy, Path output) {
        StartingPoint start = strategy instanceof Fusion
                ? StartingPoint.backbones(TinyBert.files(), List.of(TinyBert.other()))
                : StartingPoint.backbone(TinyBert.files());
        return TinyRun.job(start, TinyBert.data(60, 18, 3), strategy, 5, output);
    }
}
