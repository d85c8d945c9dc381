package dev.graft.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.learning.strategy.Advice;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.trainer.fixture.Examples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RequestRunTest {
    private static final ObjectRef REFERENCE = new ObjectRef("s3://graft/manifest.json", "0".repeat(64), 1);
    private static final Task TASK = Examples.task("intents", Examples.probe(3));

    private final RequestRun requests = requests("1.0", "deep", "small");

    @Test
    void the_same_snapshot_asks_for_the_same_run() {
        assertThat(idOf(requests, "snapshot-1", TASK))
                .isEqualTo(idOf(requests, "snapshot-1", TASK))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void whatever_changes_the_model_changes_the_run() {
        RequestRun laterCode = requests("1.1", "deep", "small");
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
    void a_task_whose_labels_are_clearly_uneven_is_asked_to_weigh_rare_ones_more() {
        SnapshotManifest uneven = new SnapshotManifest(
                "snapshot-1",
                Examples.task("intents", Strategy.AUTO),
                List.of(),
                new SplitCounts(600, 200, 200),
                Map.of("delivery", 950L, "payment", 50L, "no label any more", 1L));

        Advice advice = requests.of(uneven, REFERENCE).strategies().get(Task.DEFAULT_BACKBONE);

        assertThat(advice).isNotNull();
        assertThat(advice.strategy().hyperParameters().loss().balanced()).isTrue();
        assertThat(advice.reasons().get(1)).startsWith("The most frequent label has 570 rows, the rarest 30");
    }

    @Test
    void a_strategy_that_cannot_be_used_is_a_run_too_and_says_why() {
        Strategy frozen =
                new Strategy(Strategy.KIND_FINE_TUNE, null, 12, null, null, null, null, null, null, null, null, null);

        RunRequest request = requests.of(snapshot("snapshot-1", Examples.task("intents", frozen)), REFERENCE);

        assertThat(request.strategies()).isEmpty();
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
                TreeSet::new,
                "1.0");

        assertThat(refusal(some, "unheard-of")).contains("no backbone is named 'unheard-of'", "Remedy");
        assertThat(refusal(some, "short")).contains("maxLength must be at most 64");
    }

    private static String refusal(RequestRun requests, String further) {
        Task task = Examples.task("intents", Strategy.fusion(List.of(further), null));
        return String.valueOf(
                requests.of(snapshot("snapshot-1", task), REFERENCE).refusal());
    }

    @Test
    void a_task_that_leaves_its_backbone_open_has_a_strategy_for_each_that_can_follow_it() {
        Strategy shallow =
                new Strategy(Strategy.KIND_FINE_TUNE, null, 5, null, null, null, null, null, null, null, null, null);

        RunRequest both = requests.of(
                snapshot("snapshot-1", Examples.choosing("intents", Strategy.ofKind(Strategy.KIND_FINE_TUNE))),
                REFERENCE);
        RunRequest one = requests.of(snapshot("snapshot-1", Examples.choosing("intents", shallow)), REFERENCE);

        assertThat(both.strategies()).containsOnlyKeys("deep", "small");
        assertThat(((FineTune) both.strategies().get("deep").strategy()).frozenLayers())
                .isEqualTo(4);
        assertThat(((FineTune) both.strategies().get("small").strategy()).frozenLayers())
                .isEqualTo(2);
        assertThat(one.strategies()).containsOnlyKeys("deep");
    }

    @Test
    void what_a_trainer_can_choose_from_changes_the_run() {
        Task open = Examples.choosing("intents", Examples.probe(3));

        assertThat(idOf(requests("1.0", "deep"), "snapshot-1", open))
                .isNotEqualTo(idOf(requests, "snapshot-1", open))
                .isNotEqualTo(idOf(requests, "snapshot-1", TASK));
        assertThat(idOf(requests("1.0", "small", "deep"), "snapshot-1", open))
                .isEqualTo(idOf(requests, "snapshot-1", open));
    }

    @Test
    void a_fusion_of_a_backbone_that_is_left_open_is_refused() {
        Task open = Examples.choosing("intents", Strategy.fusion(List.of("small"), null));

        RunRequest request = requests.of(snapshot("snapshot-1", open), REFERENCE);

        assertThat(request.strategies()).isEmpty();
        assertThat(request.refusal()).contains("a fusion needs a task that names its backbone");
    }

    @Test
    void a_trainer_without_backbones_says_that_it_has_none_to_choose_from() {
        RunRequest request =
                requests("1.0").of(snapshot("snapshot-1", Examples.choosing("intents", Strategy.AUTO)), REFERENCE);

        assertThat(request.strategies()).isEmpty();
        assertThat(request.refusal()).contains("carries no backbone");
    }

    private static RequestRun requests(String codeVersion, String... carried) {
        return new RequestRun(
                name -> new BackboneFacts(name.equals("small") ? 4 : 6, 512),
                () -> new TreeSet<>(Set.of(carried)),
                codeVersion);
    }

    private static String idOf(RequestRun requests, String snapshotId, Task task) {
        return requests.of(snapshot(snapshotId, task), REFERENCE).runId();
    }

    private static SnapshotManifest snapshot(String id, Task task) {
        return new SnapshotManifest(id, task, List.of(), new SplitCounts(60, 20, 20), Map.of());
    }
}
