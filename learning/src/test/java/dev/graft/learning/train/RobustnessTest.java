package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.TinyBert;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.strategy.Contrast;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FewShot;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import dev.graft.learning.strategy.TransferStrategy.LowRank;
import dev.graft.learning.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory that does not suffice, cancelling, native arrays, weights on disk. */
class RobustnessTest {

    private static final HyperParameters MICRO =
            TinyRun.HYPER.change().microBatchSize(2).build();

    /** 268 passes of 15 steps over 60 rows. */
    private static final Contrast CONTRAST = new Contrast(268, 4, 1e-3, Contrast.Objective.CONTRASTIVE, 0.2);

    @TempDir
    Path folder;

    @Test
    void goes_on_with_half_the_rows_at_once_when_memory_is_exhausted() throws Exception {
        // given
        List<Integer> heard = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onMemoryExhausted(int rowsAtOnce) {
                heard.add(rowsAtOnce);
            }
        };

        // when: three rows fit
        Map<String, List<Float>> lowered = trained(TinyRun.ALL, listener, 3);

        // then: the bits are those of a run with micro-batches of two from the start
        assertThat(heard).containsExactly(4, 2);
        assertThat(lowered).isEqualTo(trained(TinyRun.ALL.with(MICRO), TrainingListener.SILENT, 100));
    }

    @Test
    void gives_up_when_not_even_one_row_fits_or_something_else_is_wrong() {
        MemoryGuard guard = new MemoryGuard(100, rows -> {});

        assertThatThrownBy(() -> guard.run(8, rows -> {
                    throw new EngineException("[enforce fail] DefaultCPUAllocator: can't allocate memory");
                }))
                .isInstanceOf(EngineException.class);
        assertThat(guard.lowered()).isEqualTo(1);
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> new MemoryGuard(100, rows -> {}).run(8, rows -> {
                    attempts.incrementAndGet();
                    throw new EngineException("mat1 and mat2 shapes cannot be multiplied");
                }))
                .hasMessageContaining("mat1");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void keeps_the_number_of_rows_that_fit_in_the_checkpoint() throws Exception {
        // given
        TrainingJob job = TinyRun.job(TinyRun.ALL, 1, folder.resolve("model"));
        FolderCheckpoints store = new FolderCheckpoints(folder.resolve("checkpoints"));
        try (GradMode on = GradMode.on();
                TrainingSession session = TinyRun.session(job, TrainingListener.SILENT);
                RunState state = new RunState(session, TorchRuntime.threads(), null)) {
            session.memory.lowerTo(3);
            state.save(store, null);
        }

        // when
        try (GradMode on = GradMode.on();
                TrainingSession session = TinyRun.session(job, TrainingListener.SILENT);
                RunState resumed = new RunState(
                        session, TorchRuntime.threads(), store.latest().orElseThrow())) {

            // then
            assertThat(resumed.epochsDone()).isZero();
            assertThat(session.memory.lowered()).isEqualTo(3);
        }
    }

    @Test
    void adds_the_gradients_of_micro_batches_up_to_those_of_the_batch() throws Exception {
        // given
        TransferStrategy noDropout = TinyRun.ALL.with(
                TinyRun.HYPER.change().dropout(0).labelSmoothing(0.1).build());

        // when
        Map<String, List<Float>> whole = gradients(noDropout, 16);
        Map<String, List<Float>> parts = gradients(noDropout, 3);

        // then
        assertThat(whole).hasSizeGreaterThan(30);
        whole.forEach((name, expected) -> {
            List<Float> actual = parts.get(name);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i)).as(name).isCloseTo(expected.get(i), within(1e-6f));
            }
        });
    }

    @Test
    void stops_between_two_micro_batches() throws Exception {
        // given: steps of eight rows in micro-batches of two
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger steps = new AtomicInteger();
        StopSignal third = () -> asked.incrementAndGet() == 7 ? Optional.of("cancelled") : Optional.empty();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void onProgress(Progress progress) {
                steps.incrementAndGet();
            }
        };

        // when
        TrainingOutcome outcome = new FineTuning(
                        TinyRun.job(TinyRun.ALL.with(MICRO), 1, folder), CheckpointStore.NONE, counting, third)
                .run();

        // then
        assertThat(outcome).isInstanceOf(TrainingOutcome.Stopped.class);
        assertThat(steps).hasValue(1);
        assertThat(asked).hasValue(7);
    }

    @Test
    void keeps_the_best_weights_in_one_file_that_goes_away() throws Exception {
        SortedMap<String, HostTensor> first = new TreeMap<>(Map.of("w", HostTensor.of(new Shape(2), 1, 2)));
        SortedMap<String, HostTensor> second = new TreeMap<>(Map.of("w", HostTensor.of(new Shape(2), 3, 4)));

        try (BestWeights best = new BestWeights(folder)) {
            assertThat(best.read()).isEmpty();
            best.keep(first);
            best.keep(second);

            assertThat(best.read()).isEqualTo(second);
            assertThat(folder)
                    .isDirectoryRecursivelyContaining(file -> file.toString().endsWith("weights-1.safetensors"));
            assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith("weights-0.safetensors"));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void holds_no_more_native_arrays_after_hundreds_of_steps_with_every_option() throws Exception {
        assertFlat(FineTuningTest.EVERYTHING, 30);
    }

    /** Blocks of eight units, one row a step: seconds for each strategy. */
    @ParameterizedTest
    @MethodSource("strategies")
    void holds_no_more_native_arrays_after_thousands_of_steps(String name, TransferStrategy strategy) throws Exception {
        // given
        int before = NativeHandles.count();
        AtomicInteger steps = new AtomicInteger();
        List<Integer> during = new ArrayList<>();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void onProgress(Progress progress) {
                if (progress.phase() != PhaseName.PREPARE && steps.incrementAndGet() % 400 == 0) {
                    during.add(handles());
                }
            }
        };
        TrainingJob job =
                TinyRun.job(StartingPoint.backbone(TinyBert.files(8, 1)), TinyBert.data(60, 6, 3), strategy, 1, folder);

        // when
        new FineTuning(job, CheckpointStore.NONE, counting, StopSignal.NEVER).run();

        // then
        assertThat(steps).hasValueGreaterThanOrEqualTo(4_000);
        assertThat(during).as(name).hasSizeGreaterThanOrEqualTo(10).containsOnly(during.get(0));
        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    private static Stream<Arguments> strategies() {
        HyperParameters single =
                TinyRun.HYPER.change().batchSize(1).epochs(67).patience(67).build();
        return Stream.of(
                arguments("fine-tuning", new FineTune(0, HeadWarmup.NONE, single)),
                arguments("linear probe", new LinearProbe(single)),
                arguments("low rank", new LowRank(2, 4, List.of("query", "value"), 0, HeadWarmup.NONE, single)),
                arguments("few-shot", new FewShot(0, CONTRAST, 10, TinyRun.HYPER)));
    }

    private void assertFlat(TransferStrategy strategy, int epochs) throws Exception {
        TrainingJob job = TinyRun.job(
                strategy.with(strategy.hyperParameters()
                        .change()
                        .epochs(epochs)
                        .patience(epochs)
                        .build()),
                1,
                folder);
        int before = NativeHandles.count();
        List<Integer> during = new ArrayList<>();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void onEpoch(EpochReport report) {
                during.add(handles());
            }
        };

        new FineTuning(job, CheckpointStore.NONE, counting, StopSignal.NEVER).run();

        assertThat(during).hasSizeGreaterThanOrEqualTo(epochs);
        assertThat(during.subList(1, during.size())).containsOnly(during.get(1));
        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    /** The weights after an epoch on features that can be computed for {@code fitting} rows at once. */
    private Map<String, List<Float>> trained(TransferStrategy strategy, TrainingListener listener, int fitting)
            throws IOException {
        TrainingJob job = TinyRun.job(strategy, 1, folder);
        try (GradMode on = GradMode.on();
                TrainingSession session = TinyRun.session(job, listener);
                NDManager owner = session.manager.newSubManager()) {
            Phase phase = session.phases.get(0);
            RowFeatures all = session.features(phase, owner, name -> {});
            try (PhaseTraining training = new PhaseTraining(session, phase, new Bounded(all, fitting), owner)) {
                training.run(0, List.of(), (rows, rate) -> {});
            }
            return values(session, false);
        }
    }

    private Map<String, List<Float>> gradients(TransferStrategy strategy, int rowsAtOnce) throws IOException {
        TrainingJob job = TinyRun.job(strategy, 1, folder);
        try (GradMode on = GradMode.on();
                TrainingSession session = TinyRun.session(job, TrainingListener.SILENT);
                NDManager owner = session.manager.newSubManager()) {
            Phase phase = session.phases.get(0);
            RowFeatures features = session.features(phase, owner, name -> {});
            phase.trainable().forEach(name -> session.weights.renew(name, true));
            new GradientStep(session, phase, 1)
                    .accumulate(
                            features,
                            new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                            rowsAtOnce,
                            0,
                            0);
            return values(session, true);
        }
    }

    private static Map<String, List<Float>> values(TrainingSession session, boolean gradient) {
        Map<String, List<Float>> values = new HashMap<>();
        for (String name : session.weights.names()) {
            NDArray weight = session.weights.get(name);
            List<Float> list = new ArrayList<>();
            for (float value : (gradient ? weight.getGradient() : weight).toFloatArray()) {
                list.add(value);
            }
            values.put(name, list);
        }
        return values;
    }

    private static int handles() {
        try {
            return NativeHandles.count();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Features of a machine whose memory suffices for a few rows. */
    private record Bounded(RowFeatures features, int fitting) implements RowFeatures {

        @Override
        public NDArray pooled(NDManager step, int[] rows, StageDropout dropout) {
            if (rows.length > fitting) {
                throw new EngineException("CUDA out of memory. Tried to allocate " + Arrays.toString(rows));
            }
            return features.pooled(step, rows, dropout);
        }

        @Override
        public int length(int row) {
            return features.length(row);
        }
    }
}
