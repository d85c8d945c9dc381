package dev.graft.registry.mlflow;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.StoreLayout;
import dev.graft.platform.json.Json;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.MlflowProcess;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.label.storage.StoredLabels;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do over MLflow's interface, and what the garbage collection makes of it. */
class KeptByPeopleTest {
    private final MemoryStore store = new MemoryStore();
    private final MlflowProcess process = new MlflowProcess(store, new Broker());
    private final MlflowRegistry mlflow = process.mlflow();
    private final KeptByPeople kept =
            new KeptByPeople(process.registry().books(), new StoredLabels(store), process.index());

    @BeforeEach
    void two_versions() {
        process.registry().decide(Verdicts.promote("run-1", null));
        process.registry().decide(Verdicts.promote("run-2", 1));
    }

    @Test
    void a_version_with_the_tag_is_kept_and_others_are_not() {
        mlflow.versions().tag(TASK, "1", "keep", "for the audit");

        assertThat(kept.reason(TASK, 1))
                .hasValueSatisfying(why -> assertThat(why).contains("tag 'keep'"));
        assertThat(kept.reason(TASK, 2)).isEmpty();
    }

    @Test
    void a_version_that_was_copied_is_kept_by_its_copy() {
        mlflow.models().create("showcase", null, Map.of());
        mlflow.versions()
                .register("showcase", new EditVersions.Wish("models:/" + TASK + "/1", null, null, null, Map.of()));

        assertThat(kept.reason(TASK, 1))
                .hasValueSatisfying(why -> assertThat(why).contains("registered by hand"));
        assertThat(kept.reason(TASK, 2)).isEmpty();
    }

    @Test
    void a_version_whose_folder_somebody_registered_is_kept() {
        String folder = mlflow.finding().version(TASK, "1").source();
        mlflow.models().create("showcase", null, Map.of());
        mlflow.versions().register("showcase", new EditVersions.Wish(folder, null, null, null, Map.of()));

        assertThat(kept.reason(TASK, 1)).isPresent();
    }

    @Test
    void a_version_whose_files_are_gone_gets_no_alias_and_says_why_it_has_no_files() {
        var mark = Map.of(
                "state",
                "collected",
                "sequence",
                2,
                "at",
                "2026-11-24T10:00:00Z",
                "reason",
                "It was refused long ago.");
        store.put(StoreLayout.modelRetention(TASK, 1), Json.bytes(mark), "application/json");

        assertThatThrownBy(() -> mlflow.aliases().set(TASK, "shadow", "1", "ada"))
                .hasMessageContaining("were collected: It was refused long ago.");
        assertThatThrownBy(() -> mlflow.files().list(TASK + "/1"))
                .hasMessageContaining("were collected: It was refused long ago.");
    }
}
