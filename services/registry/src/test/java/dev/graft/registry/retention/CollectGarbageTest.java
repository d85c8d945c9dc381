package dev.graft.registry.retention;

import static dev.graft.registry.fixture.RunFiles.MODEL_BYTES;
import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.platform.json.Json;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.RunFiles;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.promotion.MoveOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CollectGarbageTest {
    private static final RetentionPolicy NOTHING_EXTRA =
            new RetentionPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ofHours(24));
    private static final Instant LATER = Instant.parse("2027-02-01T00:00:00Z");
    private static final int MANY = 1_000;

    private final MemoryStore store = new MemoryStore();
    private final RegistryProcess registry = new RegistryProcess(store, new Broker());
    private final RunFiles runs = new RunFiles(store);

    @Test
    void frees_the_files_of_old_versions_and_leaves_what_tells_of_them() {
        promoted(4);

        GarbageCollection done = collect();

        assertThat(collectedVersions(done)).containsExactly(1, 2);
        assertThat(done.files()).isEqualTo(4);
        assertThat(done.bytes()).isEqualTo(4L * MODEL_BYTES);
        assertThat(filesOf("run-1")).isEmpty();
        assertThat(filesOf("run-3")).hasSize(2);
        assertThat(filesOf("run-4")).hasSize(2);
        assertThat(store.list(StoreLayout.runPrefix("run-1"))).containsExactly(StoreLayout.runManifest("run-1"));
        assertThat(registry.book(TASK).versions().count()).isEqualTo(4);
        assertThat(registry.shelf().decision(TASK, 1)).isPresent();
        assertThat(registry.book(TASK).history().length()).isEqualTo(4);
    }

    @Test
    void a_dry_run_says_what_would_go_and_touches_nothing() {
        promoted(4);
        List<String> before = store.list("");

        GarbageCollection would = collector(NOTHING_EXTRA, LATER).collect(true).orElseThrow();

        assertThat(collectedVersions(would)).containsExactly(1, 2);
        assertThat(would.bytes()).isEqualTo(4L * MODEL_BYTES);
        assertThat(store.list("")).isEqualTo(before);
    }

    @Test
    void a_collected_version_is_not_made_live_again_and_the_refusal_says_why() {
        promoted(4);
        collect();

        assertRefused(registry.rollBackTo(TASK, 1));
        assertRefused(registry.overrule(TASK, 2));
        assertThat(registry.rollBack(TASK)).isInstanceOf(MoveOutcome.Moved.class);
        assertThat(registry.book(TASK).history().live()).contains(3);
    }

    @Test
    void keeps_what_a_rollback_may_go_to_also_after_a_rollback() {
        promoted(4);
        registry.rollBackTo(TASK, 2);

        GarbageCollection done = collect();

        // 2 is live, 1 is one step back, 4 is what the rollback has left.
        assertThat(collectedVersions(done)).containsExactly(3);
    }

    @Test
    void keeps_what_any_alias_points_at() {
        promoted(4);
        var shadow = new ModelAlias(TASK, "shadow", 1, 9, LATER);
        store.put(StoreLayout.modelAlias(TASK, "shadow"), Json.bytes(shadow), "application/json");

        assertThat(collectedVersions(collect())).containsExactly(2);
    }

    @Test
    void keeps_a_version_that_people_want() {
        promoted(4);
        Kept kept = (task, version) -> version == 2 ? Optional.of("it is tagged 'keep'") : Optional.empty();

        GarbageCollection done = registry.collector(NOTHING_EXTRA, kept, MANY, LATER)
                .collect(false)
                .orElseThrow();

        assertThat(collectedVersions(done)).containsExactly(1);
    }

    @Test
    void keeps_so_many_of_the_newest_and_so_long() {
        promoted(6);

        RetentionPolicy four = new RetentionPolicy(4, Duration.ZERO, Duration.ZERO, Duration.ofHours(24));
        assertThat(collectedVersions(collector(four, LATER).collect(true).orElseThrow()))
                .containsExactly(1, 2);
        RetentionPolicy long_ = new RetentionPolicy(0, Duration.ofDays(365), Duration.ZERO, Duration.ofHours(24));
        assertThat(collector(long_, LATER).collect(true).orElseThrow().garbage())
                .isEmpty();
    }

    @Test
    void touches_nothing_within_the_grace_period() {
        promoted(4);
        refused("run-x");
        runs.abandoned(TASK, "run-y");
        runs.checkpoint("run-4", 2);

        GarbageCollection soon = collector(NOTHING_EXTRA, RunFiles.ENDED.plus(Duration.ofHours(23)))
                .collect(false)
                .orElseThrow();

        assertThat(soon.garbage()).isEmpty();
        assertThat(soon.runsSeen()).isEqualTo(6);
    }

    @Test
    void a_version_that_an_alias_left_a_moment_ago_is_young() {
        promoted(4);
        RegistryProcess recent = new RegistryProcess(store, new Broker(), LATER.minus(Duration.ofHours(1)));
        recent.overrule(TASK, 1);
        recent.overrule(TASK, 2);
        recent.overrule(TASK, 3);

        // 3 is live, 2 one step back; 1 and 4 were live an hour ago.
        assertThat(collect().garbage()).isEmpty();
    }

    @Test
    void frees_refused_versions_after_their_own_time() {
        promoted(1);
        refused("run-x");
        RetentionPolicy policy = new RetentionPolicy(10, Duration.ZERO, Duration.ofDays(7), Duration.ofHours(24));

        assertThat(collector(policy, RunFiles.ENDED.plus(Duration.ofDays(6)))
                        .collect(true)
                        .orElseThrow()
                        .garbage())
                .isEmpty();
        assertThat(collector(policy, LATER).collect(false).orElseThrow().garbage())
                .singleElement()
                .satisfies(garbage -> {
                    assertThat(garbage.kind()).isEqualTo(Garbage.Kind.REFUSED_VERSION);
                    assertThat(garbage.version()).isEqualTo(2);
                });
        assertRefused(registry.overrule(TASK, 2));
    }

    @Test
    void frees_attempts_that_lost_and_keeps_the_one_that_won() {
        promoted(1);
        runs.checkpoint("run-1", 2);
        runs.model("run-1", 3);

        GarbageCollection done = collect();

        assertThat(done.garbage()).singleElement().satisfies(garbage -> {
            assertThat(garbage.kind()).isEqualTo(Garbage.Kind.LOST_ATTEMPTS);
            assertThat(garbage.attempts()).containsOnlyKeys("00000002", "00000003");
        });
        assertThat(done.files()).isEqualTo(3);
        assertThat(filesOf("run-1")).allMatch(key -> key.startsWith(StoreLayout.runAttempt("run-1", 1)));
    }

    @Test
    void frees_abandoned_runs() {
        runs.abandoned(TASK, "run-y");

        assertThat(collect().garbage()).extracting(Garbage::kind).containsExactly(Garbage.Kind.ABANDONED_RUN);
        assertThat(filesOf("run-y")).isEmpty();
    }

    @Test
    void leaves_a_run_alone_that_is_not_at_its_end() {
        promoted(1);
        runs.running(TASK, "run-training", null);
        runs.completed(TASK, "run-awaits-its-verdict");
        runs.abandoned(TASK, "run-held");
        runs.leased("run-held", LATER.plusSeconds(10));

        assertThat(collect().garbage()).isEmpty();
        assertThat(filesOf("run-training")).isNotEmpty();
        assertThat(filesOf("run-awaits-its-verdict")).isNotEmpty();
        assertThat(filesOf("run-held")).isNotEmpty();
    }

    @Test
    void leaves_a_version_alone_that_is_not_decided() {
        promoted(1);
        runs.completed(TASK, "run-u");
        store.put(
                StoreLayout.modelVersion(TASK, 2),
                Json.bytes(new ModelVersion(
                        TASK, 2, RunFiles.ENDED, Verdicts.promote("run-u", 1).data())),
                "application/json");

        assertThat(collect().garbage()).isEmpty();
    }

    @Test
    void leaves_a_version_alone_that_a_running_run_starts_from() {
        promoted(4);
        runs.running(TASK, "run-training", 1);

        assertThat(collectedVersions(collect())).containsExactly(2);
    }

    @Test
    void never_touches_snapshots_batches_and_documents() {
        promoted(4);
        store.put(StoreLayout.snapshotManifest(TASK, "snapshot-run-1"), new byte[9], "application/json");
        store.put(StoreLayout.batchManifest(TASK, "batch-run-1"), new byte[9], "application/json");
        store.put(StoreLayout.evaluation("run-1", 1), new byte[9], "application/json");

        collect();

        assertThat(store.list("datasets/")).hasSize(1);
        assertThat(store.list("batches/")).hasSize(1);
        assertThat(store.list("evaluations/")).hasSize(1);
    }

    @Test
    void one_collection_has_a_bound_and_the_next_goes_on() {
        promoted(6);
        CollectGarbage two = registry.collector(NOTHING_EXTRA, Kept.NOTHING, 2, LATER);

        GarbageCollection first = two.collect(false).orElseThrow();
        GarbageCollection second = two.collect(false).orElseThrow();

        assertThat(collectedVersions(first)).containsExactly(1, 2);
        assertThat(first.more()).isTrue();
        assertThat(collectedVersions(second)).containsExactly(3, 4);
        assertThat(second.more()).isFalse();
        assertThat(two.latest()).contains(second);
    }

    @Test
    void one_process_collects_once_at_a_time() {
        promoted(4);
        AtomicReference<CollectGarbage> collector = new AtomicReference<>();
        List<Optional<GarbageCollection>> meanwhile = new ArrayList<>();
        Kept asks = (task, version) -> {
            meanwhile.add(CompletableFuture.supplyAsync(() -> collector.get().collect(false))
                    .join());
            return Optional.empty();
        };
        collector.set(registry.collector(NOTHING_EXTRA, asks, MANY, LATER));

        assertThat(collector.get().collect(false)).isPresent();

        assertThat(meanwhile).isNotEmpty().allMatch(Optional::isEmpty);
    }

    @Test
    void a_policy_with_negative_numbers_cannot_be() {
        assertThatThrownBy(() -> new RetentionPolicy(-1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("not -1");
        assertThatThrownBy(() -> new RetentionPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ofHours(-1)))
                .hasMessageContaining("grace PT-1H");
    }

    @Test
    void stops_at_a_run_whose_challenger_lies_elsewhere() {
        promoted(4);
        runs.model("run-other", 1);
        store.find(StoreLayout.runManifest("run-1"))
                .ifPresent(manifest ->
                        store.put(StoreLayout.runManifest("run-other"), manifest.content(), "application/json"));
        List<String> before = store.list("");

        assertThatThrownBy(this::collect).hasMessageContaining("outside of the run's attempts");
        assertThat(store.list("")).isEqualTo(before);
    }

    private GarbageCollection collect() {
        return collector(NOTHING_EXTRA, LATER).collect(false).orElseThrow();
    }

    private CollectGarbage collector(RetentionPolicy policy, Instant now) {
        return registry.collector(policy, Kept.NOTHING, MANY, now);
    }

    private void promoted(int versions) {
        for (int version = 1; version <= versions; version++) {
            runs.completed(TASK, "run-" + version);
            registry.decide(Verdicts.promote("run-" + version, version == 1 ? null : version - 1));
        }
    }

    private void refused(String run) {
        runs.completed(TASK, run);
        registry.decide(
                Verdicts.verdict(TASK, run, registry.book(TASK).history().live().orElse(null), 1, Decision.REFUSE));
    }

    private List<String> filesOf(String run) {
        return store.list(StoreLayout.runPrefix(run) + "attempts/");
    }

    private static List<Integer> collectedVersions(GarbageCollection done) {
        List<Integer> versions = new ArrayList<>();
        done.garbage().forEach(garbage -> versions.add(garbage.version()));
        return versions;
    }

    private static void assertRefused(MoveOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MoveOutcome.Impossible.class,
                        impossible -> assertThat(impossible.explanation())
                                .contains("its files were given up")
                                .contains("ago."));
    }
}
