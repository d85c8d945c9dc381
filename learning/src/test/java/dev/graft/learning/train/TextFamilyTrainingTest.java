package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.backbone.Pooling;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole run over encoders of other families than BERT. */
class TextFamilyTrainingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"distilbert, MEAN, transformer.layer.", "roberta, CLS, encoder.layer."})
    void learns_above_the_frozen_stages_and_keeps_them(String family, Pooling pooling, String layer) throws Exception {
        // given
        BackboneFiles read = read(family);
        BackboneFiles files = new BackboneFiles(
                family, read.config().withPooling(pooling), read.weights(), read.tokenizer(), family, "other");
        TrainingJob job =
                TinyRun.job(StartingPoint.backbone(files), TinyBert.data(60, 18, 3), TinyRun.TOP_LAYER, 5, folder);

        // when
        TrainingOutcome.Completed outcome = TinyRun.complete(job);

        // then
        List<EpochReport> history = outcome.history();
        assertThat(history.get(history.size() - 1).trainLoss())
                .isLessThan(0.95 * history.get(0).trainLoss());
        ClassifierFolder model = ClassifierFolder.read(folder);
        assertThat(model.config().encoder()).isEqualTo(files.config());
        model.weights().forEach((name, tensor) -> {
            if (files.weights().containsKey(name) && !name.endsWith("key.bias") && !name.endsWith("k_lin.bias")) {
                assertThat(tensor.equals(files.weights().get(name)))
                        .as("%s is as it was", name)
                        .isEqualTo(!name.startsWith(layer + "1."));
            }
        });
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            assertThat(classifier.probabilities(List.of(TextInput.of("my new drill")))[0])
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"distilbert, q_lin", "roberta, query"})
    void adapts_the_queries_of_every_family(String family, String query) throws Exception {
        // given
        BackboneFiles files = read(family);
        TrainingJob job = TinyRun.job(
                StartingPoint.backbone(files),
                TinyBert.data(30, 9, 3),
                StrategyAdvisor.lowRank().with(TinyRun.HYPER),
                5,
                folder);

        // when
        TinyRun.complete(job);

        // then
        ClassifierFolder model = ClassifierFolder.read(folder);
        files.weights().forEach((name, tensor) -> {
            if (name.endsWith("." + query + ".weight") || name.startsWith("embeddings.")) {
                assertThat(model.weight(name).equals(tensor))
                        .as("%s is as it was", name)
                        .isEqualTo(name.startsWith("embeddings."));
            }
        });
    }

    private BackboneFiles read(String family) throws Exception {
        return Backbones.folder(Path.of(
                getClass().getResource("/dev/graft/learning/families/" + family).toURI()));
    }
}
