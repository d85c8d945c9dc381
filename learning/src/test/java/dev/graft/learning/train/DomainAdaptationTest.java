package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.TinyBert;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.strategy.Alignment;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.text.TextInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainAdaptationTest {
    private static final int SOURCES = 120;
    private static final HyperParameters HYPER = TinyRun.HYPER
            .change()
            .epochs(5)
            .batchSize(16)
            .learningRate(3e-4)
            .headLearningRate(1e-2)
            .dropout(0)
            .build();

    /** Sentences with words among them that no labelled row has: a domain of its own, with the same labels. */
    private static final List<TextInput> TARGETS = TinyBert.data(60, 10, 9).train().stream()
            .map(row -> TextInput.of(row.input().text() + " which the others never say at all"))
            .toList();

    private static final TrainingData DATA = TinyBert.data(SOURCES, 24, 3).withUnlabelled(TARGETS);

    @TempDir
    static Path champion;

    @TempDir
    Path folder;

    @BeforeAll
    static void learns_the_labels_first() throws Exception {
        TransferStrategy longer =
                TinyRun.ALL.with(TinyRun.HYPER.change().epochs(14).build());
        TrainingOutcome.Completed outcome = TinyRun.complete(
                TinyRun.job(StartingPoint.backbone(TinyBert.files()), TinyBert.data(240, 30, 4), longer, 1, champion));
        assertThat(outcome.best().validationAccuracy()).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @CsvSource({"ADVERSARIAL, 0.3, 20", "CORRELATION, 100000, 5", "DISCREPANCY, 3, 5"})
    void brings_the_features_of_two_domains_together(Alignment alignment, double weight, int epochs) throws Exception {
        // when
        HyperParameters hyper = HYPER.change().epochs(epochs).build();
        TransferStrategy apart = strategy(alignment, 0).with(hyper);
        TransferStrategy aligned = strategy(alignment, weight).with(hyper);
        StartingPoint bare = StartingPoint.backbone(TinyBert.files());
        TinyRun.complete(TinyRun.job(bare, DATA, apart, 1, folder.resolve("apart")));
        TinyRun.complete(TinyRun.job(bare, DATA, aligned, 1, folder.resolve("aligned")));

        // then
        boolean ofCovariances = alignment == Alignment.CORRELATION;
        assertThat(distance(folder.resolve("aligned"), ofCovariances))
                .isLessThan(0.8 * distance(folder.resolve("apart"), ofCovariances));
    }

    @ParameterizedTest
    @CsvSource({"ADVERSARIAL, 1", "CORRELATION, 100", "DISCREPANCY, 3"})
    void keeps_what_a_champion_knows_of_the_labels(Alignment alignment, double weight) throws Exception {
        assertThat(TinyRun.complete(job(strategy(alignment, weight), folder))
                        .best()
                        .validationAccuracy())
                .isGreaterThan(0.8);
    }

    @Test
    void the_model_is_that_of_the_last_epoch_and_holds_no_classifier_of_domains() throws Exception {
        // given
        DomainAdaptation strategy = strategy(Alignment.ADVERSARIAL, 1);
        TransferStrategy impatient =
                strategy.with(HYPER.change().patience(1).minChange(1).build());

        // when
        TrainingOutcome.Completed outcome = TinyRun.complete(job(impatient, folder));

        // then
        assertThat(outcome.history()).hasSize(5);
        assertThat(outcome.best().epoch()).isEqualTo(5);
        assertThat(outcome.stoppedEarly()).isFalse();
        assertThat(ClassifierFolder.read(folder).weights().keySet()).noneMatch(name -> name.startsWith("domains"));
    }

    @Test
    void goes_on_where_it_was_interrupted_to_the_same_bytes() throws Exception {
        // given
        DomainAdaptation strategy =
                new DomainAdaptation(Alignment.ADVERSARIAL, 1, 1, new HeadWarmup(2, 8, 1e-2), HYPER);
        TinyRun.complete(job(strategy, folder.resolve("whole")));
        CheckpointStore checkpoints = new FolderCheckpoints(folder.resolve("checkpoints"));
        List<Integer> seen = new ArrayList<>();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void onEpoch(EpochReport report) {
                seen.add(report.epoch());
            }
        };

        // when
        StopSignal atThree = () -> seen.size() == 3 ? Optional.of("enough") : Optional.empty();
        TrainingOutcome stopped =
                new FineTuning(job(strategy, folder.resolve("resumed")), checkpoints, counting, atThree).run();
        TrainingOutcome.Completed resumed = (TrainingOutcome.Completed)
                new FineTuning(job(strategy, folder.resolve("resumed")), checkpoints, counting, StopSignal.NEVER).run();

        // then
        assertThat(stopped).isInstanceOf(TrainingOutcome.Stopped.class);
        assertThat(resumed.history()).hasSize(6);
        assertThat(folder.resolve("resumed/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole/model.safetensors"));
    }

    @Test
    void learns_in_parts_of_a_batch_from_more_labelled_rows_than_others() throws Exception {
        // given
        TransferStrategy parts = strategy(Alignment.CORRELATION, 100)
                .with(HYPER.change().microBatchSize(5).build());
        TrainingData few = DATA.withUnlabelled(TARGETS.subList(0, 7));

        // then
        assertThat(TinyRun.complete(TinyRun.job(StartingPoint.champion(champion), few, parts, 1, folder))
                        .best()
                        .validationAccuracy())
                .isGreaterThan(0.8);
    }

    @Test
    void holds_no_more_native_arrays_with_every_epoch() throws Exception {
        // given
        List<Integer> during = new ArrayList<>();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void onEpoch(EpochReport report) {
                during.add(handles());
            }
        };
        int before = handles();

        // when
        new FineTuning(
                        job(strategy(Alignment.ADVERSARIAL, 1), folder),
                        CheckpointStore.NONE,
                        counting,
                        StopSignal.NEVER)
                .run();

        // then
        assertThat(during.subList(1, during.size())).containsOnly(during.get(1));
        assertThat(handles()).isEqualTo(before);
    }

    @Test
    void other_strategies_do_not_read_rows_without_labels() throws Exception {
        // when
        StartingPoint start = StartingPoint.backbone(TinyBert.files());
        TinyRun.complete(TinyRun.job(start, DATA, TinyRun.TOP_LAYER, 1, folder.resolve("with")));
        TrainingData without = DATA.withUnlabelled(List.of());
        TinyRun.complete(TinyRun.job(start, without, TinyRun.TOP_LAYER, 1, folder.resolve("without")));

        // then
        assertThat(folder.resolve("with/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("without/model.safetensors"));
    }

    @Test
    void says_what_it_needs() {
        // given
        TrainingData one = DATA.withUnlabelled(TARGETS.subList(0, 1));
        TrainingJob job = TinyRun.job(
                StartingPoint.backbone(TinyBert.files()), one, strategy(Alignment.ADVERSARIAL, 1), 1, folder);

        // then
        assertThatThrownBy(() -> TinyRun.complete(job))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 training rows without labels")
                .hasMessageContaining("there are 1");
        assertThatThrownBy(() -> strategy(Alignment.ADVERSARIAL_CODES, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alignment must be ADVERSARIAL, CORRELATION or DISCREPANCY");
    }

    @Test
    void is_read_as_it_is_written() {
        DomainAdaptation strategy = strategy(Alignment.CORRELATION, 5);
        assertThat(TransferStrategy.fromJson(strategy.toJson())).isEqualTo(strategy);
        assertThat(strategy.toJson())
                .startsWith("{\"kind\":\"domain-adaptation\",\"alignment\":\"CORRELATION\",\"alignmentWeight\":5.0,");
    }

    private static DomainAdaptation strategy(Alignment alignment, double weight) {
        return new DomainAdaptation(alignment, weight, 0, HeadWarmup.NONE, HYPER);
    }

    private static TrainingJob job(TransferStrategy strategy, Path output) throws Exception {
        return TinyRun.job(StartingPoint.champion(champion), DATA, strategy, 1, output);
    }

    /**
     * How far the domains' features are from each other: their means in the mean distance of features from their mean, or
     * their covariances by the Frobenius norm, as deep CORAL has it.
     */
    private static double distance(Path model, boolean ofCovariances) throws Exception {
        TrainingJob job =
                TinyRun.job(StartingPoint.champion(model), DATA, strategy(Alignment.DISCREPANCY, 0), 1, model);
        try (GradMode off = GradMode.off();
                TrainingSession session = TinyRun.session(job, TrainingListener.SILENT);
                NDManager step = session.manager.newSubManager()) {
            RowFeatures features = session.features(session.phases.get(0), session.manager, name -> {});
            int first = session.task.split().labelled();
            NDArray sources = features.pooled(step, IntStream.range(0, SOURCES).toArray(), StageDropout.NONE);
            NDArray targets = features.pooled(
                    step, IntStream.range(first, first + TARGETS.size()).toArray(), StageDropout.NONE);
            if (ofCovariances) {
                return covariance(sources).sub(covariance(targets)).norm().getFloat();
            }
            NDArray mean = sources.mean(new int[] {0}, true);
            double spread = sources.sub(mean).norm(new int[] {1}, false).mean().getFloat();
            return mean.sub(targets.mean(new int[] {0}, true)).norm().getFloat() / spread;
        }
    }

    private static NDArray covariance(NDArray features) {
        NDArray centred = features.sub(features.mean(new int[] {0}, true));
        return centred.transpose().matMul(centred).div(features.getShape().get(0));
    }

    private static int handles() {
        try {
            return NativeHandles.count();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
