package dev.graft.trainer.train.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.task.Strategy;
import dev.graft.learning.strategy.Sampling;
import dev.graft.learning.tabular.TabularClassifier;
import dev.graft.platform.json.Json;
import dev.graft.trainer.fixture.HeardEvents;
import dev.graft.trainer.fixture.ManualClock;
import dev.graft.trainer.fixture.MemoryStore;
import dev.graft.trainer.fixture.ScriptedFeatures;
import dev.graft.trainer.fixture.TrainerProcess;
import dev.graft.trainer.fixture.TwoClouds;
import dev.graft.trainer.plan.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a snapshot of numbers to a model that finds rows of a rare label, however the task makes up for them. */
class UnevenNumbersTest {
    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore();
    private final HeardEvents events = new HeardEvents(clock);

    @TempDir
    Path disk;

    @Test
    void as_they_are_most_rows_of_the_rare_label_are_missed() throws Exception {
        assertThat(recall(train(Map.of()))).isLessThan(0.55);
        assertThat(plan().classWeights()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"over", "under", "smote"})
    void sampling_finds_them_and_leaves_nothing_to_weigh(String sampling) throws Exception {
        assertThat(recall(train(Map.of("sampling", sampling, "loss", Map.of("balanced", true)))))
                .isGreaterThan(0.75);
        assertThat(plan().strategy().hyperParameters().sampling()).isNotEqualTo(Sampling.AS_IS);
        assertThat(plan().classWeights()).isNull();
    }

    @Test
    void a_balanced_loss_finds_them_by_the_weights_that_the_plan_has() throws Exception {
        assertThat(recall(train(Map.of("loss", Map.of("balanced", true))))).isGreaterThan(0.75);

        assertWeighed();
    }

    @Test
    void auto_leaves_the_loss_alone_and_says_what_can_be_declared() throws Exception {
        train(auto(null));

        assertThat(plan().classWeights()).isNull();
        List<String> reasons = plan().reasons();
        assertThat(reasons).hasSize(3);
        assertThat(reasons.get(0))
                .startsWith("Numbers have no backbone that could learn")
                .endsWith("rows a label.");
        assertThat(reasons.get(1))
                .startsWith("The most frequent label has 3")
                .endsWith("declare \"options\": {\"loss\": {\"balanced\": true}}.");
        assertThat(reasons.get(2)).isEqualTo("The task itself names epochs, headLearningRate, patience.");
    }

    @Test
    void auto_with_the_options_that_it_names_finds_them() throws Exception {
        assertThat(recall(train(auto(Map.of("loss", Map.of("balanced", true))))))
                .isGreaterThan(0.75);

        assertWeighed();
    }

    @Test
    void a_focal_loss_learns_from_rows_that_are_still_wrong() throws Exception {
        Path focal = train(Map.of("loss", Map.of("focalGamma", 2)));

        assertThat(plan().strategy().hyperParameters().loss().focalGamma()).isEqualTo(2);
        try (TabularClassifier model = TabularClassifier.load(focal)) {
            assertThat(confidence(model)).isLessThan(0.9);
        }
    }

    @Test
    void a_plain_loss_is_surer_than_a_focal_one() throws Exception {
        try (TabularClassifier model = TabularClassifier.load(train(Map.of()))) {
            assertThat(confidence(model)).isGreaterThan(0.9);
        }
    }

    private void assertWeighed() throws IOException {
        Map<String, Double> weights = new TreeMap<>(plan().classWeights());
        long train = TwoClouds.ofSplit("train").size();
        long rare = TwoClouds.ofSplit("train").stream()
                .filter(row -> row.label().equals("payment"))
                .count();
        assertThat(weights)
                .hasSize(2)
                .hasEntrySatisfying("payment", weight -> assertThat(weight).isEqualTo(train / (2.0 * rare)))
                .hasEntrySatisfying(
                        "delivery",
                        weight -> assertThat(weight).isCloseTo(train / (2.0 * (train - rare)), within(1e-12)));
        assertThat(Files.readString(disk.resolve("model/README.md")))
                .contains("In the loss a row weighs by its label: delivery 0.5");
    }

    /** The model's folder; of the epoch with the least loss, since macro F1 would choose one that finds rare rows. */
    private Path train(Map<String, Object> options) throws Exception {
        Map<String, Object> all = new TreeMap<>(options);
        all.put("metric", "LOSS");
        return train(
                new Strategy(Strategy.KIND_LINEAR_PROBE, null, null, 30, null, null, 0.05, null, null, 30, 7L, all));
    }

    private static Strategy auto(@Nullable Map<String, Object> options) {
        return new Strategy(Strategy.KIND_AUTO, null, null, 30, null, null, 0.05, null, null, 30, 7L, options);
    }

    private Path train(Strategy strategy) throws Exception {
        try (TrainerProcess process = new TrainerProcess(
                "trainer-1",
                store,
                clock,
                RealLearner.over(store, disk, clock),
                new ScriptedFeatures().probes(clock),
                TrainerProcess.noChampion(),
                events,
                disk)) {
            process.train(TwoClouds.prepared(store, strategy));
        }
        ModelFolder model = events.payloads(RunCompleted.class).get(0).model();
        Path folder = disk.resolve("model");
        for (ModelFolder.File file : model.files()) {
            Path path = folder.resolve(file.path());
            Files.createDirectories(path.getParent());
            String key = (model.uri() + file.path()).substring("s3://memory/".length());
            Files.write(path, store.find(key).orElseThrow().content());
        }
        return folder;
    }

    /** Of all rows of the rare label. */
    private static double recall(Path folder) throws IOException {
        List<DatasetRow> rare = TwoClouds.ROWS.stream()
                .filter(row -> row.label().equals("payment"))
                .toList();
        try (TabularClassifier model = TabularClassifier.load(folder)) {
            float[][] answers =
                    model.probabilities(rare.stream().map(TwoClouds::numbers).toList());
            return List.of(answers).stream()
                            .filter(answer -> answer[1] > answer[0])
                            .count()
                    / (double) rare.size();
        }
    }

    /** The mean probability of the likelier label. */
    private static double confidence(TabularClassifier model) {
        return List.of(model.probabilities(
                        TwoClouds.ROWS.stream().map(TwoClouds::numbers).toList()))
                .stream()
                .mapToDouble(answer -> Math.max(answer[0], answer[1]))
                .average()
                .orElseThrow();
    }

    private RunPlan plan() {
        String run = store.listFolders(StoreLayout.RUNS).get(0);
        return Json.read(store.find(StoreLayout.runPlan(run)).orElseThrow().content(), RunPlan.class);
    }
}
