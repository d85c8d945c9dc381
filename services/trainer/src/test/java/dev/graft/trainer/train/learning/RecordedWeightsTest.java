package dev.graft.trainer.train.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.learning.device.Environment;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingListener;
import dev.graft.platform.json.Json;
import dev.graft.trainer.check.CheckWatch;
import dev.graft.trainer.fixture.Examples;
import dev.graft.trainer.fixture.ManualClock;
import dev.graft.trainer.fixture.MemoryStore;
import dev.graft.trainer.fixture.ScriptedFeatures;
import dev.graft.trainer.fixture.TrainerProcess;
import dev.graft.trainer.fixture.TwoClouds;
import dev.graft.trainer.plan.ChooseBackbone;
import dev.graft.trainer.plan.Plans;
import dev.graft.trainer.plan.RequestRun;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.train.Assignment;
import dev.graft.trainer.train.RowsToLearn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the loss weighs is what the plan records, and that is what it would count itself. */
class RecordedWeightsTest {
    private static final Strategy BALANCED = new Strategy(
            Strategy.KIND_LINEAR_PROBE,
            null,
            null,
            2,
            8,
            null,
            null,
            null,
            null,
            2,
            7L,
            Map.of("loss", Map.of("balanced", true)));

    @TempDir
    Path disk;

    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore();
    private DjlLearner learner;

    @Test
    void of_texts() throws Exception {
        List<DatasetRow> all = Examples.rows(60);
        List<DatasetRow> rows = IntStream.range(0, all.size())
                .filter(i -> i % 2 == 0 || i % 20 == 1 || i % 20 == 7)
                .mapToObj(all::get)
                .toList();

        assertUsed(Examples.prepared(store, Examples.task("intents", BALANCED), rows), rows, null);
    }

    @Test
    void of_numbers() throws Exception {
        assertUsed(TwoClouds.prepared(store, BALANCED), TwoClouds.ROWS, TwoClouds.FEATURES);
    }

    private void assertUsed(Event<DatasetPrepared> prepared, List<DatasetRow> rows, @Nullable FittedFeatures features)
            throws Exception {
        learner = RealLearner.over(store, disk, clock);
        RowsToLearn learnt = new RowsToLearn(
                ofSplit(rows, Split.TRAIN),
                ofSplit(rows, Split.VALIDATION),
                Examples.LABELS,
                List.of(),
                List.of(),
                features);
        RunPlan plan = plan(prepared, learnt);
        assertThat(plan.classWeights()).containsOnlyKeys(Examples.LABELS);

        Path recorded = train(plan, learnt, "recorded");

        assertThat(recorded).hasSameBinaryContentAs(train(with(plan, null), learnt, "counted"));
        assertThat(Files.exists(recorded.resolveSibling("model.onnx"))).isEqualTo(features == null);
        assertThat(Files.readString(recorded.resolveSibling("MLmodel")).contains("onnx:"))
                .isEqualTo(features == null);
        Path others = train(with(plan, Map.of("delivery", 1, "payment", 9)), learnt, "others");
        assertThat(Files.mismatch(recorded, others)).isNotNegative();
    }

    private RunPlan plan(Event<DatasetPrepared> prepared, RowsToLearn rows) {
        String manifest = StoreLayout.snapshotManifest(
                prepared.data().task(), prepared.data().snapshotId());
        Plans plans = new Plans(
                store,
                TrainerProcess.noChampion(),
                new ChooseBackbone(new ScriptedFeatures().probes(clock)),
                () -> new Plans.Machine(
                        "cpu", new Environment("test", "1", "none", 1, "test", 1, "cpu", List.of(), "none", List.of())),
                name -> name,
                clock);
        return plans.pin(
                new RequestRun(learner::backbone, learner::backbones, "test")
                        .of(
                                Json.read(store.find(manifest).orElseThrow().content(), SnapshotManifest.class),
                                prepared.data().snapshot()),
                rows.train(),
                true,
                new CheckWatch(StopSignal.NEVER, progress -> {}));
    }

    /** The plan with other weights; null: none, as plans of earlier versions. */
    private static RunPlan with(RunPlan plan, @Nullable Map<String, Integer> weights) {
        ObjectNode json = (ObjectNode) Json.tree(plan);
        json.remove("classWeights");
        if (weights != null) {
            json.set("classWeights", Json.tree(weights));
        }
        return Json.read(Json.bytes(json), RunPlan.class);
    }

    /** The model's weights. */
    private Path train(RunPlan plan, RowsToLearn rows, String name) throws Exception {
        Path output = disk.resolve(name).resolve("model");
        learner.learn(
                new Assignment(plan, rows, null, output),
                CheckpointStore.NONE,
                TrainingListener.SILENT,
                StopSignal.NEVER);
        return output.resolve("model.safetensors");
    }

    private static List<DatasetRow> ofSplit(List<DatasetRow> rows, String split) {
        return rows.stream().filter(row -> row.split().equals(split)).toList();
    }
}
