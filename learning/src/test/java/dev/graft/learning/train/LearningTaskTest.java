package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop learns from whatever a backbone reads: here from small pictures, with and without augmentation. */
class LearningTaskTest {

    private static final FineTune TUNE = new FineTune(0, HeadWarmup.NONE, TinyRun.HYPER);

    @TempDir
    Path folder;

    @Test
    void learns_from_pictures_with_frozen_and_with_learning_stages() throws Exception {
        for (TransferStrategy strategy : List.of(
                new LinearProbe(TinyRun.HYPER.change().epochs(20).build()),
                TUNE,
                new FineTune(
                        0, new HeadWarmup(2, 8, 1e-2), TinyRun.HYPER.change().build()))) {
            SortedMap<String, HostTensor> learnt = new TreeMap<>();

            TrainingOutcome outcome = run(strategy, true, CheckpointStore.NONE, StopSignal.NEVER, learnt);

            assertThat(((TrainingOutcome.Completed) outcome).best().validationAccuracy())
                    .isGreaterThan(0.9);
            boolean frozen = strategy instanceof LinearProbe;
            assertThat(learnt.get("scale").equals(Pictures.SCALE)).isEqualTo(frozen);
        }
    }

    @Test
    void sees_augmented_rows_in_training_only_and_the_same_ones_after_a_resume() throws Exception {
        for (TransferStrategy strategy : List.of(TUNE, new LinearProbe(TinyRun.HYPER))) {
            // given
            SortedMap<String, HostTensor> whole = new TreeMap<>();
            run(strategy, false, CheckpointStore.NONE, StopSignal.NEVER, whole);
            CheckpointStore store =
                    new FolderCheckpoints(folder.resolve(strategy.getClass().getSimpleName()));
            AtomicInteger asked = new AtomicInteger();
            run(
                    strategy,
                    false,
                    store,
                    () -> asked.incrementAndGet() > 25 ? Optional.of("stop") : Optional.empty(),
                    new TreeMap<>());

            // when
            SortedMap<String, HostTensor> resumed = new TreeMap<>();
            TrainingOutcome outcome = run(strategy, false, store, StopSignal.NEVER, resumed);

            // then
            assertThat(store.latest()).isPresent();
            assertThat(resumed).isEqualTo(whole);
            SortedMap<String, HostTensor> plain = new TreeMap<>();
            run(strategy, true, CheckpointStore.NONE, StopSignal.NEVER, plain);
            assertThat(plain).isNotEqualTo(whole);
            assertThat(outcome.history()).hasSize(4);
        }
    }

    @Test
    void refuses_answers_that_do_not_fit_the_rows() {
        assertThatThrownBy(() -> task(true, new RowSplit(10, 5, 0), new TreeMap<>()))
                .hasMessageContaining("the split is of 15 rows");
    }

    private TrainingOutcome run(
            TransferStrategy strategy,
            boolean fixed,
            CheckpointStore store,
            StopSignal stop,
            SortedMap<String, HostTensor> learnt)
            throws Exception {
        RunSettings settings = new RunSettings(
                strategy, 1, DeviceChoice.CPU, folder, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 1 << 20);
        LearningTask<NDArray> task = task(fixed, new RowSplit(60, 30, 0), learnt);
        return new FineTuning(task, settings, store, TrainingListener.SILENT, stop).run();
    }

    private static LearningTask<NDArray> task(boolean fixed, RowSplit split, SortedMap<String, HostTensor> learnt) {
        Pictures pictures = new Pictures(fixed ? Optional.empty() : Optional.of(0L), fixed);
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        weights.put("scale", Pictures.SCALE);
        weights.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(3, 3), new float[9]));
        weights.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(3), new float[3]));
        return new LearningTask<>(
                weights,
                ScaledChannels::new,
                pictures,
                new Truth.Classes(pictures.brightest(), 3),
                split,
                List.of("red", "green", "blue"),
                "pictures",
                (model, metrics, note) -> model.forEach((name, tensor) -> {
                    float[] values = new float[(int) tensor.shape().size()];
                    tensor.values().get(values);
                    learnt.put(name, HostTensor.of(tensor.shape(), values));
                }));
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

    /** Ninety pictures (3, 2, 2), one channel of which is the brightest; augmented ones are noisy. */
    private record Pictures(Optional<Long> noise, boolean fixed) implements InputRows<NDArray> {

        static final HostTensor SCALE = HostTensor.of(new Shape(1, 3, 1, 1), 1, 2, 0.5f);

        @Override
        public int size() {
            return 90;
        }

        @Override
        public int length(int row) {
            return 0;
        }

        @Override
        public InputRows<NDArray> augmented(long seed) {
            return new Pictures(Optional.of(seed), fixed);
        }

        @Override
        public NDArray batch(NDManager owner, int... rows) {
            List<Float> values = new ArrayList<>();
            for (int row : rows) {
                Random noisy = new Random(noise.orElse(0L) * 31 + row);
                for (float value : picture(row)) {
                    values.add(noise.isEmpty() || noise.get() == 0 ? value : value + 0.1f * noisy.nextFloat());
                }
            }
            float[] flat = new float[values.size()];
            for (int i = 0; i < flat.length; i++) {
                flat[i] = values.get(i);
            }
            return owner.create(flat, new Shape(rows.length, 3, 2, 2));
        }

        int[] brightest() {
            int[] brightest = new int[size()];
            for (int row = 0; row < brightest.length; row++) {
                brightest[row] = row % 3;
            }
            return brightest;
        }

        private static float[] picture(int row) {
            Random random = new Random(row);
            float[] pixels = new float[12];
            for (int i = 0; i < 12; i++) {
                pixels[i] = random.nextFloat() + (i / 4 == row % 3 ? 2 : 0);
            }
            return pixels;
        }
    }
}
