package dev.graft.registry.retention.messaging;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.StoreLayout;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.RunFiles;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.retention.CollectGarbage;
import dev.graft.registry.retention.Kept;
import dev.graft.registry.retention.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionScheduleTest {
    private static final Instant LATER = Instant.parse("2027-02-01T00:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final RegistryProcess registry = new RegistryProcess(store, new Broker());
    private final RunFiles runs = new RunFiles(store);

    @Test
    void frees_all_that_nothing_needs_though_one_collection_is_bounded() {
        // given
        for (int version = 1; version <= 7; version++) {
            runs.completed(TASK, "run-" + version);
            registry.decide(Verdicts.promote("run-" + version, version == 1 ? null : version - 1));
        }
        CollectGarbage twoAtATime = registry.collector(
                new RetentionPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ofHours(24)), Kept.NOTHING, 2, LATER);

        // when
        new RetentionSchedule(twoAtATime, "24h").collect();

        // then
        List<Integer> withFiles = IntStream.rangeClosed(1, 7)
                .filter(version -> !store.list(StoreLayout.runPrefix("run-" + version) + "attempts/")
                        .isEmpty())
                .boxed()
                .toList();
        assertThat(withFiles).containsExactly(6, 7);
        assertThat(twoAtATime.latest().orElseThrow().more()).isFalse();
    }
}
