package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.FolderFiles;
import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.FusedClassifierFolder;
import dev.graft.learning.model.FusedConfig;
import dev.graft.learning.model.TextModel;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.Fusion;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextRows;
import dev.graft.learning.text.TextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FusionTest {

    private static final BackboneFiles OWN = TinyBert.files();
    private static final BackboneFiles OTHER = TinyBert.other();
    private static final Fusion FUSION = new Fusion(
            List.of(OTHER.name()),
            List.of(1.0, 0.5),
            TinyRun.HYPER.change().epochs(8).headLearningRate(0.05).build());

    @TempDir
    Path folder;

    @Test
    void learns_a_head_on_both_and_leaves_the_backbones_as_they_were() throws Exception {
        // given
        Fusion longer = FUSION.with(
                FUSION.hyperParameters().change().epochs(60).patience(60).build());

        // when
        TrainingOutcome.Completed outcome = TinyRun.complete(job(longer, folder));

        // then
        assertThat(outcome.best().validationAccuracy()).isGreaterThan(0.4);
        assertThat(outcome.history().get(59).trainLoss())
                .isLessThan(0.8 * outcome.history().get(0).trainLoss());
        FusedClassifierFolder model = FusedClassifierFolder.read(folder);
        assertThat(model.backbones()).extracting(BackboneFiles::sha256).containsExactly(OWN.sha256(), OTHER.sha256());
        assertThat(model.config().backbones())
                .containsExactly(
                        new FusedConfig.Part("tiny", 1, "tiny", "apache-2.0"),
                        new FusedConfig.Part("other.tiny-1", 0.5, "example/other", "mit"));
        assertThat(FolderFiles.validFrontMatter(folder).get("library_name").asText())
                .isEqualTo("graft");
        assertThat(FolderFiles.mlmodel(folder).at("/flavors/graft/backbones").asText())
                .isEqualTo("backbones/");
        assertThat(Files.readString(folder.resolve("README.md")))
                .contains("| `other.tiny-1` | example/other | mit | 0.5 |");
    }

    @Test
    void puts_each_backbone_into_a_folder_that_is_one_by_itself() throws Exception {
        TinyRun.complete(job(FUSION, folder));

        BackboneFiles read = Backbones.folder(folder.resolve("backbones").resolve(OTHER.name()));

        assertThat(read.sha256()).isEqualTo(OTHER.sha256());
        assertThat(read.config()).isEqualTo(OTHER.config());
    }

    @Test
    void answers_in_a_fresh_load_as_its_head_does_on_a_fused_table_of_features() throws Exception {
        // given
        TrainingJob job = job(FUSION, folder);
        TrainingOutcome.Completed outcome = TinyRun.complete(job);
        List<TextInput> inputs = job.data().inputs().subList(60, 78);
        FeatureTable table = FeatureTable.fused(List.of(features(OWN, inputs), features(OTHER, inputs)), 1, 0.5);

        // when
        float[][] logits;
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            assertThat(classifier.labels()).isEqualTo(TinyBert.LABELS);
            logits = classifier.logits(inputs);
        }

        // then
        FusedClassifierFolder model = FusedClassifierFolder.read(folder);
        for (int row = 0; row < logits.length; row++) {
            assertThat(logits[row]).containsExactly(answer(model, table.line(row)), within(1e-5f));
        }
        Validation again = Validation.of(logits, job.data().truth(), 60);
        assertThat(again.loss()).isCloseTo(outcome.best().validationLoss(), within(1e-5));
        assertThat(again.accuracy()).isEqualTo(outcome.best().validationAccuracy());
    }

    @Test
    void goes_on_from_every_checkpoint_to_the_same_bytes_as_an_uninterrupted_run() throws Exception {
        TinyRun.complete(job(FUSION, folder.resolve("whole")));
        for (int epoch : List.of(1, 4, 8)) {
            // given
            CheckpointStore store = new FolderCheckpoints(folder.resolve("checkpoints-" + epoch));
            TrainingJob job = job(FUSION, folder.resolve("resumed-" + epoch));

            // when
            FineTuningTest.stopAfter(epoch, 1, job, store);
            new FineTuning(job, store, TrainingListener.SILENT, StopSignal.NEVER).run();

            // then
            for (String file : List.of("model.safetensors", "config.json", "README.md", "MLmodel")) {
                assertThat(job.output().resolve(file))
                        .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
            }
            assertThat(store.latest().orElseThrow().tensors().keySet()).allMatch(name -> name.contains("classifier."));
        }
    }

    @Test
    void goes_on_from_a_champion_on_the_same_backbones_with_its_head() throws Exception {
        // given
        TinyRun.complete(job(FUSION, folder.resolve("champion")));
        StartingPoint champion = StartingPoint.champion(folder.resolve("champion"));
        TrainingData grown = new TrainingData(
                TinyBert.data(60, 18, 3).train(),
                TinyBert.data(60, 18, 3).validation(),
                List.of("bird", "stone", "fruit", "tool"));

        // when
        FusedClassifierFolder start =
                FusedSurgery.operate(TinyRun.job(champion, grown, FUSION, 9, folder.resolve("grown")), FUSION);

        // then
        FusedClassifierFolder before = FusedClassifierFolder.read(folder.resolve("champion"));
        assertThat(row(start, 0)).containsExactly(row(before, 2));
        assertThat(row(start, 2)).containsExactly(row(before, 0));
        assertThat(row(start, 3)).containsExactly(row(before, 1));
        assertThat(row(start, 1)).isNotEqualTo(row(before, 1));
        TinyRun.complete(TinyRun.job(champion, grown, FUSION, 9, folder.resolve("grown")));
        assertThat(TextModel.read(folder.resolve("grown")).labels()).containsExactly("bird", "stone", "fruit", "tool");
    }

    @Test
    void answers_as_the_champion_did_when_only_the_weights_change() throws Exception {
        // given
        TinyRun.complete(job(FUSION, folder.resolve("champion")));
        Fusion other = new Fusion(FUSION.backbones(), List.of(2.0, 3.0), FUSION.hyperParameters());
        StartingPoint champion = StartingPoint.champion(folder.resolve("champion"));
        TrainingJob job = TinyRun.job(champion, TinyBert.data(60, 18, 3), other, 1, folder.resolve("start"));

        // when
        FusedSurgery.operate(job, other).write(folder.resolve("start"), job.card());

        // then
        List<TextInput> inputs = job.data().inputs();
        try (TextClassifier before = TextClassifier.load(folder.resolve("champion"), DeviceChoice.CPU);
                TextClassifier after = TextClassifier.load(folder.resolve("start"), DeviceChoice.CPU)) {
            float[][] expected = before.logits(inputs);
            float[][] logits = after.logits(inputs);
            for (int i = 0; i < logits.length; i++) {
                assertThat(logits[i]).containsExactly(expected[i], within(1e-5f));
            }
        }
    }

    @Test
    void refuses_a_start_from_other_backbones_and_says_what_to_do() throws Exception {
        TinyRun.complete(job(FUSION, folder.resolve("fused")));
        TinyRun.complete(TinyRun.job(new LinearProbe(TinyRun.HYPER), 1, folder.resolve("single")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(StartingPoint.backbone(OWN), FUSION))
                .withMessageContaining("other.tiny-1")
                .withMessageContaining("remedy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(StartingPoint.backbones(OTHER, List.of(OWN)), FUSION))
                .withMessageContaining("starts from [other.tiny-1, tiny]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(StartingPoint.champion(folder.resolve("single")), FUSION))
                .withMessageContaining("a model of one backbone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(StartingPoint.champion(folder.resolve("fused")), new LinearProbe(TinyRun.HYPER)))
                .withMessageContaining("only the strategy fusion");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(StartingPoint.backbones(OTHER, List.of(OTHER)), FUSION))
                .withMessageContaining("must differ");
    }

    @Test
    void refuses_a_folder_whose_files_do_not_fit_together() throws Exception {
        TinyRun.complete(job(FUSION, folder));
        String config = Files.readString(folder.resolve("config.json"));

        Files.writeString(folder.resolve("config.json"), config.replace("\"other.tiny-1\"", "\"../tiny\""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextClassifier.load(folder, DeviceChoice.CPU))
                .withMessageContaining("../tiny");
        Files.writeString(folder.resolve("config.json"), config.replace("0.5", "0"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextClassifier.load(folder, DeviceChoice.CPU))
                .withMessageContaining("weight");
        Files.writeString(folder.resolve("config.json"), config.replace("\"max_length\" : 32", "\"max_length\" : 49"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextClassifier.load(folder, DeviceChoice.CPU))
                .withMessageContaining("48");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClassifierFolder.read(folder))
                .withMessageContaining("is this a classifier of Graft");
    }

    @Test
    void leaves_no_native_array_behind() throws Exception {
        TinyRun.complete(job(FUSION, folder.resolve("first")));
        int before = NativeHandles.count();

        TinyRun.complete(job(FUSION, folder.resolve("second")));
        try (TextClassifier classifier = TextClassifier.load(folder.resolve("second"), DeviceChoice.CPU)) {
            classifier.probabilities(List.of(TextInput.of("the owl"), TextInput.of("a pear is here")));
        }

        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    private static TrainingJob job(TransferStrategy strategy, Path output) {
        return TinyRun.job(StartingPoint.backbones(OWN, List.of(OTHER)), TinyBert.data(60, 18, 3), strategy, 1, output);
    }

    private void run(StartingPoint start, TransferStrategy strategy) throws IOException {
        TinyRun.complete(TinyRun.job(start, TinyBert.data(60, 18, 3), strategy, 1, folder.resolve("refused")));
    }

    private static FeatureTable features(BackboneFiles files, List<TextInput> inputs) throws IOException {
        try (TextTokenizer tokenizer = new TextTokenizer(files.tokenizer(), 32);
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights = new Parameters(manager, files.weights())) {
            TextRows rows =
                    new TextRows(tokenizer.encode(inputs), files.config().padTokenId());
            return FeatureTable.of(manager, new BertEncoder(files.config(), weights), rows);
        }
    }

    /** The head's logits by plain arithmetic. */
    private static float[] answer(FusedClassifierFolder model, float[] features) {
        float[] logits = new float[model.labels().size()];
        for (int label = 0; label < logits.length; label++) {
            float[] row = row(model, label);
            double sum = row[features.length];
            for (int i = 0; i < features.length; i++) {
                sum += (double) row[i] * features[i];
            }
            logits[label] = (float) sum;
        }
        return logits;
    }

    /** A label's weights, and behind them its bias. */
    private static float[] row(FusedClassifierFolder model, int label) {
        HostTensor matrix = model.head().get(ClassifierConfig.HEAD_WEIGHT);
        HostTensor bias = model.head().get(ClassifierConfig.HEAD_BIAS);
        int width = Math.toIntExact(matrix.shape().get(1));
        float[] row = new float[width + 1];
        matrix.values().get(label * width, row, 0, width);
        row[width] = bias.values().get(label);
        return row;
    }
}
