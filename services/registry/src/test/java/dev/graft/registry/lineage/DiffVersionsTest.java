package dev.graft.registry.lineage;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.RunDocuments;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.lineage.storage.StoredDocuments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiffVersionsTest {
    private final MemoryStore store = new MemoryStore();
    private final RegistryProcess registry = new RegistryProcess(store, new Broker());
    private final DiffVersions diffing = new DiffVersions(new StoredDocuments(store));

    @Test
    void tells_batches_strategy_and_files_apart() {
        registry.decide(Verdicts.promote(TASK, "run-1", null, folder("config", "a", "weights", "b", "old", "c")));
        registry.decide(Verdicts.promote(TASK, "run-2", 1, folder("config", "a", "weights", "d", "new", "e")));
        RunDocuments.write(store, "run-1");
        RunDocuments.write(store, "run-2");
        put(StoreLayout.snapshotManifest(TASK, "snapshot-run-2"), """
                {"detail": {"shards": [{"batchId": "batch-two"}, {"batchId": "batch-three"}, {"batchId": "batch-four"}]}}
                """);
        put(StoreLayout.runPlan("run-2"), "{\"strategy\": {\"kind\": \"linear-probe\"}}");

        Difference difference = diffing.diff(version(1), version(2));

        assertThat(difference.batches())
                .isEqualTo(new Difference.BatchChange(2, 1, List.of("batch-three", "batch-four")));
        assertThat(difference.strategy().changed()).isTrue();
        assertThat(difference.strategy().to().path("kind").asText()).isEqualTo("linear-probe");
        assertThat(difference.files())
                .containsExactly(
                        new Difference.FileChange("new", null, sha("e")),
                        new Difference.FileChange("old", sha("c"), null),
                        new Difference.FileChange("weights", sha("b"), sha("d")));
        assertThat(difference.absent()).isEmpty();
    }

    @Test
    void a_version_does_not_differ_from_itself() {
        registry.decide(Verdicts.promote("run-1", null));
        RunDocuments.write(store, "run-1");

        Difference difference = diffing.diff(version(1), version(1));

        assertThat(difference.batches().added()).isZero();
        assertThat(difference.strategy().changed()).isFalse();
        assertThat(difference.files()).isEmpty();
    }

    @Test
    void names_what_it_does_not_find() {
        registry.decide(Verdicts.promote("run-1", null));
        registry.decide(Verdicts.promote("run-2", 1));

        assertThat(diffing.diff(version(1), version(2)).absent())
                .contains(StoreLayout.runPlan("run-1"))
                .hasSize(4);
    }

    private ModelVersion version(int number) {
        return registry.shelf().read(TASK, number).orElseThrow();
    }

    private void put(String key, String json) {
        store.put(key, json.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private static ModelFolder folder(String... pathsAndDigits) {
        List<ModelFolder.File> files = new ArrayList<>();
        for (int i = 0; i < pathsAndDigits.length; i += 2) {
            files.add(new ModelFolder.File(pathsAndDigits[i], sha(pathsAndDigits[i + 1]), 1));
        }
        return new ModelFolder("s3://graft/model/", files);
    }

    private static String sha(String digit) {
        return digit.repeat(64);
    }
}
