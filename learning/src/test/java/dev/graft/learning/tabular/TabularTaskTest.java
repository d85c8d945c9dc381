package dev.graft.learning.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.learning.FolderFiles;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.FolderCheckpoints;
import dev.graft.learning.train.RowSplit;
import dev.graft.learning.train.RunSettings;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingListener;
import dev.graft.learning.train.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of numbers through the training loop, into a folder and out of it again. */
class TabularTaskTest {

    private static final List<String> LABELS = List.of("none", "one", "both");
    private static final int TRAIN = 240;

    private final List<TabularRow> rows = Waves.rows(360, 6);
    private final int[] classes = Waves.classes(rows);
    private final FittedFeatures features = FeatureRecipe.of(
                    List.of("missing-median@1", "outliers-clip@1", "standardise@1"))
            .fit(TabularColumns.numbered(6), rows.subList(0, TRAIN), Arrays.copyOf(classes, TRAIN));

    @TempDir
    Path folder;

    @Test
    void a_head_learns_and_its_folder_answers_as_the_run_measured() throws Exception {
        Path model = folder.resolve("model");

        TrainingOutcome outcome = run(start(), model, CheckpointStore.NONE, StopSignal.NEVER);

        double measured = ((TrainingOutcome.Completed) outcome).best().validationAccuracy();
        assertThat(measured).isGreaterThan(0.75);
        try (TabularClassifier classifier = TabularClassifier.load(model)) {
            assertThat(classifier.labels()).isEqualTo(LABELS);
            float[][] shares = classifier.probabilities(rows.subList(TRAIN, 360));
            long right = IntStream.range(0, shares.length)
                    .filter(i -> best(shares[i]) == classes[TRAIN + i])
                    .count();
            assertThat((double) right / shares.length).isEqualTo(measured);
            assertThat(shares[0][0] + shares[0][1] + shares[0][2]).isBetween(0.9999f, 1.0001f);
            assertThat(classifier.fillsMissing()).isTrue();
            double[] missing = rows.get(0).values().clone();
            missing[2] = Double.NaN;
            assertThat(classifier.probabilities(List.of(new TabularRow(missing, "new"))))
                    .hasNumberOfRows(1);
        }
        assertThat(FolderFiles.validFrontMatter(model).has("base_model")).isTrue();
        assertThat(FolderFiles.embedded(FolderFiles.mlmodel(model).at("/signature/inputs")))
                .hasSize(rows.get(0).values().length);
        assertThat(Files.readString(model.resolve("README.md")))
                .contains("missing-median@1", "fitted on 240 training rows", "`none`, `one`, `both`");
    }

    @Test
    void a_run_that_was_stopped_goes_on_to_the_same_bytes() throws Exception {
        run(start(), folder.resolve("whole"), CheckpointStore.NONE, StopSignal.NEVER);
        CheckpointStore store = new FolderCheckpoints(folder.resolve("checkpoints"));
        AtomicInteger asked = new AtomicInteger();

        run(
                start(),
                folder.resolve("resumed"),
                store,
                () -> asked.incrementAndGet() > 20 ? Optional.of("stop") : Optional.empty());
        assertThat(folder.resolve("resumed")).doesNotExist();
        run(start(), folder.resolve("resumed"), store, StopSignal.NEVER);

        for (String file : List.of("model.safetensors", "config.json", "features.json")) {
            assertThat(folder.resolve("resumed").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }

    @Test
    void a_champion_keeps_its_features_and_what_it_knows_of_old_labels() throws Exception {
        TabularClassifierFolder champion = start();
        champion.write(folder);

        TabularClassifierFolder next = TabularHead.on(
                TabularClassifierFolder.read(folder), List.of("new", "none", "one", "both"), HeadKind.CLASSES, 7);

        assertThat(next.features()).isEqualTo(champion.features());
        Path grown = folder.resolve("grown");
        next.write(grown);
        try (TabularClassifier before = TabularClassifier.load(folder);
                TabularClassifier after = TabularClassifier.load(grown)) {
            float[] old = before.logits(rows.subList(0, 1))[0];
            float[] now = after.logits(rows.subList(0, 1))[0];
            assertThat(Arrays.copyOfRange(now, 1, 4)).containsExactly(old);
        }
    }

    @Test
    void a_folder_whose_parts_do_not_belong_together_is_refused() throws IOException {
        start().write(folder);
        Path config = folder.resolve("config.json");
        String json = Files.readString(config);
        FittedFeatures others = Waves.fit(rows, "standardise@1");

        others.write(folder.resolve(FittedFeatures.FILE));
        assertThatThrownBy(() -> TabularClassifierFolder.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another SHA-256 than config.json says");

        features.write(folder.resolve(FittedFeatures.FILE));
        for (String[] change : new String[][] {
            {"\"num_features\" : 6", "\"num_features\" : 5", "5 features"},
            {"\"tabular\"", "\"text\"", "is this a tabular classifier"},
            {"\"both\"", "\"both\", \"more\"", "must have the shape (4, 6)"},
            {"\"both\"", "\"one\"", "distinct labels"},
            {"{", "[", "is not JSON"}
        }) {
            Files.writeString(config, json.replace(change[0], change[1]));
            assertThatThrownBy(() -> TabularClassifierFolder.read(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(change[2]);
        }
        Files.write(folder.resolve("model.safetensors"), new byte[9 << 20]);
        Files.writeString(config, json);
        assertThatThrownBy(() -> TabularClassifierFolder.read(folder)).hasMessageContaining("bytes, more than");
    }

    @Test
    void a_closed_classifier_and_answers_that_do_not_fit_are_refused() throws IOException {
        start().write(folder);
        TabularClassifier classifier = TabularClassifier.load(folder);
        classifier.close();

        assertThatThrownBy(() -> classifier.logits(rows)).isInstanceOf(IllegalStateException.class);
        TabularTask numbers =
                new TabularTask(rows, new Truth.Classes(classes, 3), new RowSplit(TRAIN, 120, 0), "waves");
        TabularClassifierFolder regression = TabularHead.on(features, List.of("a"), HeadKind.NUMBERS, 1);
        assertThatThrownBy(() -> numbers.on(regression, folder, card())).hasMessageContaining("the head gives NUMBERS");
        regression.write(folder);
        try (TabularClassifier model = TabularClassifier.load(folder)) {
            assertThat(model.logits(rows)).hasDimensions(360, 1);
            assertThatThrownBy(() -> model.probabilities(rows)).hasMessageContaining("numbers, not probabilities");
        }
    }

    private TabularClassifierFolder start() {
        return TabularHead.on(features, LABELS, HeadKind.CLASSES, 1);
    }

    private TrainingOutcome run(TabularClassifierFolder start, Path output, CheckpointStore store, StopSignal stop)
            throws Exception {
        TabularTask task = new TabularTask(rows, new Truth.Classes(classes, 3), new RowSplit(TRAIN, 120, 0), "waves");
        RunSettings settings = new RunSettings(
                StrategyAdvisor.linearProbe()
                        .with(StrategyAdvisor.linearProbe()
                                .hyperParameters()
                                .change()
                                .epochs(20)
                                .headLearningRate(0.05)
                                .build()),
                1,
                DeviceChoice.CPU,
                output,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                1 << 20);
        return new FineTuning(task.on(start, output, card()), settings, store, TrainingListener.SILENT, stop).run();
    }

    private static ModelCard card() {
        return new ModelCard("tiny", "none", "apache-2.0", "waves", new TreeMap<>(), List.of());
    }

    private static int best(float[] shares) {
        return IntStream.range(0, shares.length).reduce(0, (one, other) -> shares[other] > shares[one] ? other : one);
    }
}
