package dev.graft.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.trainer.fixture.Examples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestRunTest {
    private static final ObjectRef REFERENCE = new ObjectRef("s3://graft/manifest.json", "0".repeat(64), 1);
    private static final Task TASK = Examples.task("intents", Examples.probe(3));

    private final RequestRun requests = new RequestRun(name -> new BackboneFacts(6, 512), "1.0");

    @Test
    void the_same_snapshot_asks_for_the_same_run() {
        assertThat(idOf(requests, "snapshot-1", TASK))
                .isEqualTo(idOf(requests, "snapshot-1", TASK))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void whatever_changes_the_model_changes_the_run() {
        RequestRun laterCode = new RequestRun(name -> new BackboneFacts(6, 512), "1.1");
        Strategy otherSeed = new Strategy(
                Strategy.KIND_LINEAR_PROBE, Strategy.WARM_START_FRESH, null, 3, 8, null, null, null, 32, 3, 8L, null);

        Set<String> ids = Set.of(
                idOf(requests, "snapshot-1", TASK),
                idOf(requests, "snapshot-2", TASK),
                idOf(requests, "snapshot-1", TASK.withVersion(2)),
                idOf(requests, "snapshot-1", Examples.task("intents", Examples.probe(4))),
                idOf(requests, "snapshot-1", Examples.task("intents", otherSeed)),
                idOf(laterCode, "snapshot-1", TASK));

        assertThat(ids).hasSize(6);
    }

    @Test
    void a_run_without_a_seed_has_a_fixed_one() {
        RunRequest request = requests.of(snapshot("snapshot-1", Examples.task("intents", Strategy.AUTO)), REFERENCE);

        assertThat(request.seed()).isEqualTo(RequestRun.DEFAULT_SEED);
    }

    @Test
    void a_strategy_that_cannot_be_used_is_a_run_too_and_says_why() {
        Strategy frozen =
                new Strategy(Strategy.KIND_FINE_TUNE, null, 12, null, null, null, null, null, null, null, null, null);

        RunRequest request = requests.of(snapshot("snapshot-1", Examples.task("intents", frozen)), REFERENCE);

        assertThat(request.strategy()).isNull();
        assertThat(request.refusal()).contains("frozenLayers").contains("Remedy");
        assertThat(request.runId()).matches("[0-9a-f]{32}").isNotEqualTo(idOf(requests, "snapshot-1", TASK));
    }

    @Test
    void a_fusion_with_an_unknown_backbone_or_longer_inputs_than_one_reads_is_refused() {
        RequestRun some = new RequestRun(
                name -> switch (name) {
                    case "all-minilm-l6-v2" -> new BackboneFacts(6, 512);
                    case "short" -> new BackboneFacts(2, 64);
                    default -> throw new IllegalArgumentException("no backbone is named '" + name + "'");
                },
                "1.0");

        assertThat(refusal(some, "unheard-of")).contains("no backbone is named 'unheard-of'", "Remedy");
        assertThat(refusal(some, "short")).contains("maxLength must be at most 64");
    }

    private static String refusal(RequestRun requests, String further) {
        Task task = Examples.task("intents", Strategy.fusion(List.of(further), null));
        return String.valueOf(
                requests.of(snapshot("snapshot-1", task), REFERENCE).refusal());
    }

    private static String idOf(RequestRun requests, String snapshotId, Task task) {
        return requests.of(snapshot(snapshotId, task), REFERENCE).runId();
    }

    private static SnapshotManifest snapshot(String id, Task task) {
        return new SnapshotManifest(id, task, List.of(), new SplitCounts(60, 20, 20), Map.of());
    }
}
