package dev.graft.learning.train;

import static dev.graft.learning.train.TinyRun.ALL;
import static dev.graft.learning.train.TinyRun.HYPER;
import static dev.graft.learning.train.TinyRun.TOP_LAYER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.strategy.FreezePlan;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.LossOptions;
import dev.graft.learning.strategy.Penalty;
import dev.graft.learning.strategy.RateCourse;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningTest {

    private static final TransferStrategy LONG =
            ALL.with(HYPER.change().epochs(12).build());

    /** Plateaus, micro-batches, unfreezing, penalties, class weights and focus, all at once. */
    static final TransferStrategy EVERYTHING = new FineTune(
            0,
            new HeadWarmup(1, 8, 1e-2),
            HYPER.change()
                    .schedule(RateCourse.plateau(1, 0.5))
                    .microBatchSize(3)
                    .penalty(new Penalty(1e-4, 1e-3))
                    .loss(new LossOptions(true, new TreeMap<>(Map.of("tool", 2.0)), 2, 0))
                    .labelSmoothing(0.1)
                    .build(),
            new FreezePlan(0.7, 2, false));

    private static final StartingPoint START = StartingPoint.backbone(TinyBert.files());

    @TempDir
    Path folder;

    @Test
    void learns_a_tiny_task_and_its_loss_falls() throws Exception {
        // given
        TrainingJob job = TinyRun.job(START, TinyBert.data(240, 30, 3), LONG, 1, folder);

        // when
        TrainingOutcome.Completed outcome = TinyRun.complete(job);

        // then
        List<EpochReport> history = outcome.history();
        assertThat(history.get(history.size() - 1).trainLoss())
                .isLessThan(history.get(0).trainLoss() / 2);
        assertThat(outcome.best().validationAccuracy()).isGreaterThan(0.9);
    }

    @Test
    void leaves_the_bytes_of_frozen_weights_as_they_were() throws Exception {
        // when
        TinyRun.complete(TinyRun.job(TOP_LAYER, 1, folder));

        // then
        ClassifierFolder model = ClassifierFolder.read(folder);
        TinyBert.files().weights().forEach((name, before) -> {
            boolean learns = name.startsWith("encoder.layer.1.");
            assertThat(model.weight(name).values().equals(before.values()))
                    .as(name)
                    .isEqualTo(!learns);
        });
    }

    @Test
    void leaves_the_bytes_of_embeddings_as_they_were_where_only_they_are_frozen() throws Exception {
        // when
        TinyRun.complete(TinyRun.job(ALL.with(new FreezePlan(1, 0, true)), 1, folder));

        // then
        ClassifierFolder model = ClassifierFolder.read(folder);
        TinyBert.files()
                .weights()
                .forEach(
                        (name, before) -> assertThat(model.weight(name).values().equals(before.values()))
                                .as(name)
                                .isEqualTo(name.startsWith("embeddings.")));
    }

    @Test
    void unfreezes_one_lower_layer_after_the_other() throws Exception {
        // given: the embeddings begin to learn in the third epoch
        FineTune gradual = ALL.with(new FreezePlan(1, 1, false));
        List<Long> unchanged = new ArrayList<>();

        for (int epochs = 1; epochs <= 3; epochs++) {
            // when
            Path model = folder.resolve("epochs-" + epochs);
            FolderCheckpoints store = new FolderCheckpoints(folder.resolve("checkpoints-" + epochs));
            stopAfter(epochs, 0, TinyRun.job(gradual, 1, model), store);
            SortedMap<String, HostTensor> current = store.latest().orElseThrow().part("current.");
            unchanged.add(TinyBert.files().weights().entrySet().stream()
                    .filter(before -> current.get(before.getKey())
                            .values()
                            .equals(before.getValue().values()))
                    .count());
        }

        // then: 4 weights of the embeddings beside the words, 16 of a layer
        assertThat(unchanged).containsExactly(20L, 4L, 0L);
    }

    @Test
    void gives_nearly_the_same_model_in_micro_batches_as_in_whole_ones() throws Exception {
        // given
        HyperParameters noDropout = HYPER.change().dropout(0).build();
        FineTune balanced =
                ALL.with(noDropout.change().loss(LossOptions.BALANCED).build());

        // when
        TrainingOutcome.Completed whole = TinyRun.complete(TinyRun.job(balanced, 1, folder.resolve("whole")));
        TrainingOutcome.Completed parts = TinyRun.complete(TinyRun.job(
                balanced.with(
                        balanced.hyperParameters().change().microBatchSize(3).build()),
                1,
                folder.resolve("parts")));

        // then
        for (int i = 0; i < whole.history().size(); i++) {
            assertThat(parts.history().get(i).trainLoss())
                    .isCloseTo(whole.history().get(i).trainLoss(), within(1e-3));
        }
    }

    @Test
    void slows_lower_layers_down_by_the_plans_factor() {
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights = new Parameters(manager, TinyBert.files().weights())) {
            BertEncoder encoder = new BertEncoder(TinyBert.files().config(), weights);

            List<Phase> phases = Phases.of(ALL.with(new FreezePlan(0.5, 2, false)), encoder);

            List<Phase.Group> groups = phases.get(0).groups();
            assertThat(groups).extracting(Phase.Group::stage).containsExactly(3, 2, 1, 0);
            assertThat(groups).extracting(Phase.Group::rate).containsExactly(1e-2, 3e-3, 1.5e-3, 0.75e-3);
            assertThat(groups).extracting(Phase.Group::firstEpoch).containsExactly(0, 0, 2, 4);
            assertThat(phases.get(0).lowestStage(3)).isEqualTo(1);
        }
    }

    @Test
    void changes_every_weight_when_nothing_is_frozen() throws Exception {
        // when
        TinyRun.complete(TinyRun.job(ALL, 1, folder));

        // then
        ClassifierFolder model = ClassifierFolder.read(folder);
        TinyBert.files()
                .weights()
                .forEach(
                        (name, before) -> assertThat(model.weight(name).values().equals(before.values()))
                                .as(name)
                                .isFalse());
    }

    @Test
    void gives_the_same_files_for_the_same_seed_and_others_for_another_one() throws Exception {
        // when
        TinyRun.complete(TinyRun.job(TOP_LAYER, 1, folder.resolve("a")));
        TinyRun.complete(TinyRun.job(TOP_LAYER, 1, folder.resolve("b")));
        TinyRun.complete(TinyRun.job(TOP_LAYER, 2, folder.resolve("c")));

        // then
        for (String file : List.of("model.safetensors", "config.json", "README.md", "tokenizer.json", "MLmodel")) {
            assertThat(folder.resolve("b").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("a").resolve(file));
        }
        assertThat(head(folder.resolve("c")).values())
                .isNotEqualTo(head(folder.resolve("a")).values());
    }

    @Test
    void goes_on_from_every_checkpoint_to_the_same_bytes_as_an_uninterrupted_run() throws Exception {
        for (TransferStrategy strategy : List.of(TOP_LAYER, ALL, new LinearProbe(HYPER), EVERYTHING)) {
            // given
            Path whole = folder.resolve(strategy.getClass().getSimpleName() + strategy.hashCode());
            TrainingOutcome.Completed expected = TinyRun.complete(TinyRun.job(strategy, 5, whole));
            for (int epoch = 1; epoch <= strategy.plannedEpochs(); epoch++) {
                Path resumed = folder.resolve(whole.getFileName() + "-" + epoch);
                CheckpointStore store = new FolderCheckpoints(folder.resolve("checkpoints-" + resumed.getFileName()));
                TrainingJob job = TinyRun.job(strategy, 5, resumed);

                // when
                TrainingOutcome first = stopAfter(epoch, 2, job, store);
                TrainingOutcome second = new FineTuning(job, store, TrainingListener.SILENT, StopSignal.NEVER).run();

                // then
                assertThat(first.history()).hasSizeGreaterThanOrEqualTo(epoch);
                assertThat(second.history())
                        .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                                "samplesPerSecond", "secondsLeft", "percent")
                        .isEqualTo(expected.history());
                assertThat(second.history().get(strategy.plannedEpochs() - 1).percent())
                        .isCloseTo(100, within(0.01));
                assertThat(resumed.resolve("model.safetensors"))
                        .hasSameBinaryContentAs(whole.resolve("model.safetensors"));
                assertThat(resumed.resolve("README.md")).hasSameBinaryContentAs(whole.resolve("README.md"));
            }
        }
    }

    @Test
    void tells_the_listener_after_which_epoch_it_goes_on() throws Exception {
        // given
        CheckpointStore store = new FolderCheckpoints(folder.resolve("checkpoints"));
        TrainingJob job = TinyRun.job(TOP_LAYER, 1, folder.resolve("model"));
        stopAfter(2, 1, job, store);
        List<Integer> starts = new ArrayList<>();
        List<Integer> epochs = new ArrayList<>();

        // when
        new FineTuning(
                        job,
                        store,
                        new TrainingListener() {
                            @Override
                            public void onStart(int resumedAfterEpoch, int plannedEpochs) {
                                starts.add(resumedAfterEpoch);
                                starts.add(plannedEpochs);
                            }

                            @Override
                            public void onEpoch(EpochReport report) {
                                epochs.add(report.epoch());
                            }
                        },
                        StopSignal.NEVER)
                .run();

        // then
        assertThat(starts).containsExactly(2, 5);
        assertThat(epochs).containsExactly(3, 4, 5);
    }

    @Test
    void keeps_only_weights_that_learn_in_a_checkpoint() throws Exception {
        // given
        FolderCheckpoints store = new FolderCheckpoints(folder.resolve("checkpoints"));

        // when
        stopAfter(2, 1, TinyRun.job(TOP_LAYER, 1, folder.resolve("model")), store);

        // then
        assertThat(store.latest().orElseThrow().tensors().keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name)
                        .matches("(current|best|adam\\.m|adam\\.v)\\.(classifier|encoder\\.layer\\.1)\\..*"));
    }

    @Test
    void refuses_the_checkpoint_of_another_job() throws Exception {
        // given
        FolderCheckpoints store = new FolderCheckpoints(folder.resolve("checkpoints"));
        stopAfter(1, 1, TinyRun.job(TOP_LAYER, 1, folder.resolve("model")), store);
        TrainingJob other = TinyRun.job(TOP_LAYER, 2, folder.resolve("model"));

        // when, then
        assertThatThrownBy(() -> new FineTuning(other, store, TrainingListener.SILENT, StopSignal.NEVER).run())
                .isInstanceOf(CheckpointMismatch.class)
                .hasMessageContaining("another seed");
    }

    @Test
    void refuses_a_checkpoint_whose_word_table_is_whole() throws Exception {
        // given: as runs wrote them that carried every word
        FolderCheckpoints store = new FolderCheckpoints(folder.resolve("checkpoints"));
        TrainingJob job = TinyRun.job(ALL, 1, folder.resolve("model"));
        stopAfter(1, 1, job, store);
        Checkpoint saved = store.latest().orElseThrow();
        SortedMap<String, HostTensor> tensors = new TreeMap<>(saved.tensors());
        String words = "embeddings.word_embeddings.weight";
        tensors.put("current." + words, TinyBert.files().weights().get(words));
        store.save(new Checkpoint(saved.state(), tensors));

        // when, then
        assertThatThrownBy(() -> new FineTuning(job, store, TrainingListener.SILENT, StopSignal.NEVER).run())
                .isInstanceOf(CheckpointMismatch.class)
                .hasMessageContaining(words);
    }

    @Test
    void restores_the_weights_of_the_best_epoch_when_patience_ends() throws Exception {
        // given: a rate that destroys what the head warm-up learnt
        TransferStrategy harmful = new FineTune(
                1,
                new HeadWarmup(40, 8, 1e-2),
                HYPER.change()
                        .epochs(20)
                        .learningRate(0.3)
                        .patience(2)
                        .clipNorm(0)
                        .build());
        TrainingJob job = TinyRun.job(harmful, 1, folder);

        // when
        TrainingOutcome.Completed outcome = TinyRun.complete(job);

        // then
        assertThat(outcome.stoppedEarly()).isTrue();
        assertThat(outcome.history()).hasSize(outcome.best().epoch() + 2);
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            Validation again = Validation.of(
                    classifier.logits(job.data().inputs().subList(60, 78)),
                    job.data().truth(),
                    60);
            assertThat(again.loss()).isCloseTo(outcome.best().validationLoss(), within(1e-5));
            assertThat(again.macroF1()).isEqualTo(outcome.best().validationMacroF1());
        }
    }

    @Test
    void gives_the_logits_of_training_in_a_fresh_load_of_the_folder() throws Exception {
        // given
        TrainingJob job = TinyRun.job(TOP_LAYER, 1, folder);
        float[][] inTraining;
        try (GradMode on = GradMode.on();
                TrainingSession session = TinyRun.session(job, TrainingListener.SILENT);
                NDManager owner = session.manager.newSubManager();
                RunState state = new RunState(session, TorchRuntime.threads(), null)) {
            Phase phase = session.phases.get(1);
            RowFeatures features = session.features(phase, owner, name -> {});
            try (PhaseTraining training = new PhaseTraining(session, phase, features, owner)) {
                FineTuning.Pace pace = new FineTuning.Pace(session, phase);
                double loss = training.run(0, List.of(), (rows, rate) -> {});
                state.record(pace, loss, training.validate(), training.lastRate());
                inTraining = training.validationLogits();
            }
            state.finish();
        }

        // when
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            float[][] fresh = classifier.logits(job.data().inputs().subList(60, 78));

            // then
            for (int i = 0; i < fresh.length; i++) {
                assertThat(fresh[i]).containsExactly(inTraining[i], within(1e-5f));
            }
        }
    }

    @Test
    void gives_nearly_the_same_model_whether_frozen_layers_are_cached_or_not() throws Exception {
        // given
        FineTune strategy = new FineTune(1, HeadWarmup.NONE, HYPER);
        TrainingJob cached = TinyRun.job(strategy, 1, folder.resolve("cached"));
        TrainingJob uncached = new TrainingJob(
                cached.start(),
                cached.data(),
                strategy,
                1,
                cached.device(),
                folder.resolve("uncached"),
                cached.card(),
                cached.clock(),
                0);

        // when
        TrainingOutcome.Completed with = TinyRun.complete(cached);
        TrainingOutcome.Completed without = TinyRun.complete(uncached);

        // then
        assertThat(without.best().validationLoss()).isCloseTo(with.best().validationLoss(), within(1e-3));
    }

    @Test
    void starts_warm_with_the_champions_head_rows_and_fresh_ones_for_new_labels() throws Exception {
        // given
        TinyRun.complete(TinyRun.job(START, TinyBert.data(240, 30, 3), LONG, 1, folder.resolve("champion")));
        TrainingData data = TinyBert.data(60, 18, 9);
        List<String> labels = List.of("bird", "insect", "fruit", "tool");
        TrainingJob job = TinyRun.job(
                StartingPoint.champion(folder.resolve("champion")),
                new TrainingData(data.train(), data.validation(), labels),
                TOP_LAYER,
                2,
                folder.resolve("challenger"));

        // when
        ClassifierFolder start = HeadSurgery.operate(job);

        // then
        HostTensor champion = head(folder.resolve("champion"));
        HostTensor merged = start.weight(ClassifierConfig.HEAD_WEIGHT);
        assertThat(merged.values().slice(0, 32)).isEqualTo(champion.values().slice(64, 32));
        assertThat(merged.values().slice(64, 32)).isEqualTo(champion.values().slice(0, 32));
        assertThat(start.weight(ClassifierConfig.HEAD_BIAS).values().get(1)).isZero();
        assertThat(TinyRun.complete(job).best().validationAccuracy()).isGreaterThan(0.8);
    }

    @Test
    void forgets_less_of_what_the_champion_knows_when_earlier_rows_are_replayed() throws Exception {
        // given: a champion of three labels, and new rows of two of them
        TrainingData old = TinyBert.data(240, 60, 3);
        TinyRun.complete(TinyRun.job(START, old, LONG, 1, folder.resolve("champion")));
        StartingPoint champion = StartingPoint.champion(folder.resolve("champion"));
        List<LabelledText> fresh = TinyBert.data(90, 1, 4).train().stream()
                .filter(row -> !row.label().equals("bird"))
                .toList();
        TrainingData data = new TrainingData(fresh, fresh.subList(0, 10), TinyBert.LABELS, old.train());
        FineTune plain =
                ALL.with(HYPER.change().epochs(6).metric(ValidationMetric.LOSS).build());
        FineTune replaying =
                plain.with(plain.hyperParameters().change().replayShare(1).build());

        // when
        TinyRun.complete(TinyRun.job(champion, data, plain, 1, folder.resolve("plain")));
        TinyRun.complete(TinyRun.job(champion, data, replaying, 1, folder.resolve("replaying")));

        // then
        assertThat(birdsKnown(folder.resolve("replaying"), old)).isGreaterThan(0.9);
        assertThat(birdsKnown(folder.resolve("plain"), old)).isLessThan(birdsKnown(folder.resolve("replaying"), old));
    }

    private static double birdsKnown(Path model, TrainingData data) throws Exception {
        List<TextInput> birds = data.validation().stream()
                .filter(row -> row.label().equals("bird"))
                .map(LabelledText::input)
                .toList();
        try (TextClassifier classifier = TextClassifier.load(model, DeviceChoice.CPU)) {
            return Arrays.stream(classifier.probabilities(birds))
                            .filter(chances -> chances[2] > Math.max(chances[0], chances[1]))
                            .count()
                    / (double) birds.size();
        }
    }

    @Test
    void stops_within_a_step_without_leaving_a_model() throws Exception {
        // given
        AtomicInteger asked = new AtomicInteger();
        StopSignal afterTwenty = () -> asked.incrementAndGet() > 20 ? Optional.of("cancelled") : Optional.empty();
        Path output = folder.resolve("model");

        // when
        TrainingOutcome outcome = new FineTuning(
                        TinyRun.job(ALL, 1, output), CheckpointStore.NONE, TrainingListener.SILENT, afterTwenty)
                .run();

        // then
        assertThat(outcome).isInstanceOf(TrainingOutcome.Stopped.class);
        assertThat(((TrainingOutcome.Stopped) outcome).reason()).isEqualTo("cancelled");
        assertThat(asked).hasValue(21);
        assertThat(Files.exists(output)).isFalse();
    }

    @Test
    void says_what_to_do_when_the_loss_is_no_number_any_more() {
        // given
        TransferStrategy wild = ALL.with(HYPER.change()
                .learningRate(1)
                .headLearningRate(1)
                .epochs(200)
                .clipNorm(0)
                .patience(300)
                .build());

        TrainingJob job =
                TinyRun.job(StartingPoint.backbone(WildWeights.files()), TinyBert.data(60, 18, 3), wild, 1, folder);

        // when, then
        assertThatThrownBy(() -> TinyRun.complete(job))
                .isInstanceOf(TrainingDiverged.class)
                .hasMessageContaining("Remedy: a lower learning rate");
    }

    @Test
    void reports_progress_that_rises_to_the_end() throws Exception {
        // given
        List<Progress> steps = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onProgress(Progress progress) {
                steps.add(progress);
            }
        };

        // when
        new FineTuning(TinyRun.job(TOP_LAYER, 1, folder), CheckpointStore.NONE, listener, StopSignal.NEVER).run();

        // then
        assertThat(steps).extracting(Progress::percent).isSorted();
        assertThat(steps.get(steps.size() - 1).percent()).isCloseTo(100, within(0.01));
        assertThat(steps)
                .extracting(Progress::phase)
                .containsSubsequence(PhaseName.PREPARE, PhaseName.PROBE, PhaseName.FINE_TUNE);
    }

    @Test
    void holds_no_more_native_arrays_after_hundreds_of_steps_than_before() throws Exception {
        // given
        TrainingJob job = TinyRun.job(TOP_LAYER.with(HYPER.change().epochs(30).build()), 1, folder);
        int before = NativeHandles.count();
        List<Integer> during = new ArrayList<>();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void onEpoch(EpochReport report) {
                during.add(handles());
            }
        };

        // when: 24 + 30 × 8 steps
        new FineTuning(job, CheckpointStore.NONE, counting, StopSignal.NEVER).run();

        // then
        assertThat(during.subList(1, during.size())).containsOnly(during.get(1));
        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    private static int handles() {
        try {
            return NativeHandles.count();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs until {@code epoch} epochs are done and {@code steps} checks of the stop signal more. */
    static TrainingOutcome stopAfter(int epoch, int steps, TrainingJob job, CheckpointStore store) throws Exception {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void onEpoch(EpochReport report) {
                done.set(report.epoch());
            }
        };
        StopSignal stop =
                () -> done.get() >= epoch && asked.incrementAndGet() > steps ? Optional.of("test") : Optional.empty();
        return new FineTuning(job, store, counting, stop).run();
    }

    private static HostTensor head(Path model) throws Exception {
        return ClassifierFolder.read(model).weight(ClassifierConfig.HEAD_WEIGHT);
    }
}
