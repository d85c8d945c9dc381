package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.TinyBert;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LowRank;
import dev.graft.learning.text.TextClassifier;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LowRankTest {

    private static final LowRank QUERIES = new LowRank(
            4,
            8,
            List.of("query", "value"),
            0,
            new HeadWarmup(2, 8, 1e-2),
            TinyRun.HYPER.change().learningRate(1e-2).epochs(4).build());

    @TempDir
    Path folder;

    @Test
    void learns_with_the_backbone_as_it_is_and_merges_the_adapters_into_their_matrices() throws Exception {
        // when
        TrainingOutcome.Completed outcome = TinyRun.complete(
                TinyRun.job(StartingPoint.backbone(TinyBert.files()), TinyBert.data(240, 30, 3), QUERIES, 1, folder));

        // then
        assertThat(outcome.best().validationAccuracy()).isGreaterThan(0.6);
        ClassifierFolder model = ClassifierFolder.read(folder);
        assertThat(model.weights().keySet()).noneMatch(name -> name.startsWith("lora"));
        TinyBert.files()
                .weights()
                .forEach(
                        (name, before) -> assertThat(model.weight(name).values().equals(before.values()))
                                .as(name)
                                .isEqualTo(!name.contains("query.weight") && !name.contains("value.weight")));
    }

    @Test
    void gives_the_adapters_logits_when_they_are_merged() throws Exception {
        // given
        TrainingJob job = TinyRun.job(QUERIES, 1, folder);
        float[][] adapted;
        try (GradMode on = GradMode.on();
                TrainingSession session = TinyRun.session(job, TrainingListener.SILENT);
                NDManager owner = session.manager.newSubManager();
                RunState state = new RunState(session, TorchRuntime.threads(), null)) {
            Phase phase = session.phases.get(1);
            RowFeatures features = session.features(phase, owner, name -> {});
            try (PhaseTraining training = new PhaseTraining(session, phase, features, owner)) {
                double loss = training.run(0, List.of(), (rows, rate) -> {});
                state.record(new FineTuning.Pace(session, phase), loss, training.validate(), training.lastRate());
                adapted = training.validationLogits();
            }
            state.finish();
        }

        // when
        try (TextClassifier merged = TextClassifier.load(folder, DeviceChoice.CPU)) {
            float[][] logits = merged.logits(job.data().inputs().subList(60, 78));

            // then
            for (int i = 0; i < logits.length; i++) {
                assertThat(logits[i]).containsExactly(adapted[i], within(1e-5f));
            }
        }
    }

    @Test
    void begins_as_the_backbone_it_adapts() throws Exception {
        // given
        TrainingJob job = TinyRun.job(QUERIES, 1, folder);

        try (GradMode off = GradMode.off();
                TrainingSession session = TinyRun.session(job, TrainingListener.SILENT);
                NDManager step = session.manager.newSubManager()) {
            // when
            RowFeatures adapted = session.features(session.phases.get(1), step, name -> {});
            RowFeatures plain = session.features(session.phases.get(0), step, name -> {});

            // then
            int[] rows = {0, 7, 70};
            assertThat(adapted.pooled(step, rows, StageDropout.NONE).toFloatArray())
                    .containsExactly(plain.pooled(step, rows, StageDropout.NONE).toFloatArray(), within(1e-5f));
        }
    }

    @Test
    void keeps_only_adapters_and_head_in_a_checkpoint_and_goes_on_from_it_to_the_same_bytes() throws Exception {
        // given
        TinyRun.complete(TinyRun.job(QUERIES, 1, folder.resolve("whole")));
        FolderCheckpoints store = new FolderCheckpoints(folder.resolve("checkpoints"));
        TrainingJob job = TinyRun.job(QUERIES, 1, folder.resolve("resumed"));
        FineTuningTest.stopAfter(3, 1, job, store);
        assertThat(store.latest().orElseThrow().tensors().keySet())
                .allMatch(name -> name.contains(".lora.") || name.contains(".classifier."));

        // when
        new FineTuning(job, store, TrainingListener.SILENT, StopSignal.NEVER).run();

        // then
        assertThat(folder.resolve("resumed/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("whole/model.safetensors"));
    }

    @Test
    void leaves_no_native_arrays_behind() throws Exception {
        int before = NativeHandles.count();

        TinyRun.complete(TinyRun.job(QUERIES, 1, folder));

        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    @Test
    void adapts_upper_layers_only_where_lower_ones_are_frozen() throws Exception {
        LowRank upper = new LowRank(2, 4, List.of("dense"), 1, HeadWarmup.NONE, TinyRun.HYPER);

        TinyRun.complete(TinyRun.job(upper, 1, folder));

        ClassifierFolder model = ClassifierFolder.read(folder);
        TinyBert.files()
                .weights()
                .forEach(
                        (name, before) -> assertThat(model.weight(name).values().equals(before.values()))
                                .as(name)
                                .isEqualTo(!name.startsWith("encoder.layer.1.") || !name.endsWith("dense.weight")));
    }

    @Test
    void refuses_targets_that_no_matrix_has() {
        LowRank nowhere = new LowRank(2, 4, List.of("convolution"), 0, HeadWarmup.NONE, TinyRun.HYPER);

        assertThatThrownBy(() -> TinyRun.complete(TinyRun.job(nowhere, 1, folder)))
                .hasMessageContaining("[convolution]");
        assertThatThrownBy(() -> new LowRank(2, 4, List.of(), 0, HeadWarmup.NONE, TinyRun.HYPER))
                .hasMessageContaining("targets");
    }

    @Test
    void comes_back_from_its_json() {
        assertThat(TransferStrategy.fromJson(QUERIES.toJson())).isEqualTo(QUERIES);
        assertThat(QUERIES.toJson())
                .startsWith("{\"kind\":\"low-rank\",\"rank\":4,\"alpha\":8.0,\"targets\":[\"query\",\"value\"],");
    }
}
