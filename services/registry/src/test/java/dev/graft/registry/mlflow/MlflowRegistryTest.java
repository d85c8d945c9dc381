package dev.graft.registry.mlflow;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.platform.model.Champions;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.MlflowProcess;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.history.Move;
import dev.graft.registry.history.MoveKind;
import dev.graft.registry.history.storage.StoredAliases;
import dev.graft.registry.label.Stage;
import dev.graft.registry.mlflow.EditVersions.Wish;
import dev.graft.registry.search.Query;
import dev.graft.registry.search.VersionRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MlflowRegistryTest {
    private final MemoryStore store = new MemoryStore();
    private final Broker broker = new Broker();
    private final MlflowProcess process = new MlflowProcess(store, broker);
    private final MlflowRegistry mlflow = process.mlflow();

    @Test
    void shows_a_version_of_the_mesh_as_a_run_made_it() {
        promoted(2);

        VersionRecord version = mlflow.finding().byAlias(TASK, "champion");

        assertThat(version.number()).isEqualTo(2);
        assertThat(version.runId()).isEqualTo("run-2");
        assertThat(version.source()).isEqualTo("s3://graft/runs/run-2/attempts/00000001/model/");
        assertThat(version.aliases()).containsExactly("champion");
        assertThat(mlflow.locations().of(version)).isEqualTo("mlflow-artifacts:/" + TASK + "/2");
    }

    @Test
    void every_move_of_an_alias_is_an_entry_of_the_history_and_only_the_champion_counts_as_live() {
        promoted(2);

        mlflow.aliases().set(TASK, "shadow", "1", "ada");
        mlflow.aliases().set(TASK, "shadow", "2", "ada");
        mlflow.aliases().set(TASK, "shadow", "2", "ada");
        mlflow.aliases().delete(TASK, "shadow", "ada");
        mlflow.aliases().delete(TASK, "shadow", "ada");

        var history = process.registry().book(TASK).history();
        assertThat(history.moves().subList(2, history.length()))
                .extracting(Move::kind)
                .containsExactly(MoveKind.ALIAS_SET, MoveKind.ALIAS_SET, MoveKind.ALIAS_DELETED);
        assertThat(history.newest().orElseThrow().requestedBy()).isEqualTo("ada");
        assertThat(history.live()).contains(2);
        assertThat(history.previousChampion()).contains(1);
        assertThat(new StoredAliases(store).all(TASK))
                .extracting(ModelAlias::alias)
                .containsExactly("champion");
        assertThatThrownBy(() -> mlflow.finding().byAlias(TASK, "shadow"))
                .hasMessageContaining("Registered model alias shadow not found")
                .hasMessageContaining("[champion]");
    }

    @Test
    void a_late_follower_does_not_bring_a_deleted_alias_back() {
        promoted(1);
        mlflow.aliases().set(TASK, "shadow", "1", "ada");
        Move set = process.registry().book(TASK).history().newest().orElseThrow();
        mlflow.aliases().delete(TASK, "shadow", "ada");

        new StoredAliases(store).follow(TASK, set);

        assertThat(new StoredAliases(store).find(TASK, "shadow")).isEmpty();
    }

    @Test
    void a_fresh_process_reads_a_history_with_moves_that_nothing_announced() {
        promoted(1);
        mlflow.aliases().set(TASK, "shadow", "1", "ada");

        MlflowProcess fresh = new MlflowProcess(store, broker);
        fresh.registry().repairMarked();
        fresh.registry().decide(Verdicts.promote("run-2", 1));

        assertThat(fresh.mlflow().finding().byAlias(TASK, "shadow").number()).isEqualTo(1);
        assertThat(fresh.registry().book(TASK).history().live()).contains(2);
    }

    @Test
    void setting_the_champion_is_overruling_the_gate() {
        promoted(1);
        process.registry().decide(Verdicts.refuse("run-x", 1));

        mlflow.aliases().set(TASK, "champion", "2", "ada");
        mlflow.aliases().set(TASK, "champion", "2", "ada");

        var history = process.registry().book(TASK).history();
        assertThat(history.live()).contains(2);
        assertThat(history.length()).isEqualTo(2);
        assertThat(history.newest().orElseThrow().kind()).isEqualTo(MoveKind.PROMOTED_BY_REQUEST);
        assertThat(broker.distinct(ModelPromoted.class).get(1).summary()).contains("on request of ada");
    }

    @Test
    void what_is_live_is_neither_deleted_nor_without_its_alias() {
        promoted(2);

        assertThatThrownBy(() -> mlflow.aliases().delete(TASK, "champion", "ada"))
                .hasMessageContaining("cannot be deleted");
        assertThatThrownBy(() -> mlflow.versions().delete(TASK, "2", "ada"))
                .hasMessageContaining("it is live (champion)");
        assertThatThrownBy(() -> mlflow.models().delete(TASK, "ada")).hasMessageContaining("its version 2 is live");
        assertThatThrownBy(() -> mlflow.renaming().rename(TASK, "other", "ada"))
                .hasMessageContaining("the key of the task's events");
        assertThat(mlflow.finding().byAlias(TASK, "champion").number()).isEqualTo(2);
    }

    @Test
    void a_deleted_version_leaves_searches_and_drops_its_aliases_and_stays_in_the_history() {
        promoted(2);
        mlflow.aliases().set(TASK, "shadow", "1", "ada");

        mlflow.versions().delete(TASK, "1", "ada");

        assertThatThrownBy(() -> mlflow.finding().version(TASK, "1"))
                .hasMessageContaining("there is no version 1")
                .hasMessageContaining("it has 2");
        assertThat(mlflow.searching()
                        .versions(new Query(null, List.of(), 10, null))
                        .items())
                .extracting(VersionRecord::number)
                .containsExactly(2);
        assertThat(mlflow.finding().model(TASK).aliases()).containsOnlyKeys("champion");
        assertThat(process.registry().book(TASK).history().rollbackTargets()).containsExactly(1);
    }

    @Test
    void a_version_that_is_live_again_is_there_again() {
        promoted(2);
        mlflow.versions().delete(TASK, "1", "ada");

        process.registry().rollBack(TASK);

        assertThat(mlflow.finding().version(TASK, "1").aliases()).containsExactly("champion");
    }

    @Test
    void a_version_registered_by_hand_takes_the_next_number_and_never_goes_live() {
        promoted(1);

        VersionRecord byHand = mlflow.versions().register(TASK, wish("s3://elsewhere/model"));
        process.registry().decide(Verdicts.promote("run-2", 1));

        assertThat(byHand.number()).isEqualTo(2);
        assertThat(process.registry().book(TASK).history().live()).contains(3);
        mlflow.aliases().set(TASK, "trial", "2", "ada");
        assertThat(mlflow.finding().byAlias(TASK, "trial").source()).isEqualTo("s3://elsewhere/model");
        assertThatThrownBy(() -> mlflow.aliases().set(TASK, "champion", "2", "ada"))
                .hasMessageContaining("no run of the mesh made it");
        assertThat(process.registry().overrule(TASK, 2).toString()).contains("registered by hand");
        assertThat(new Champions(store).find(TASK).orElseThrow().version()).isEqualTo(3);
        assertThatThrownBy(() -> new Champions(store).version(TASK, 2)).hasMessageContaining("versions/2/version.json");
    }

    @Test
    void a_source_may_name_another_version() {
        promoted(1);
        mlflow.models().create("copies", null, Map.of());

        VersionRecord copy = mlflow.versions().register("copies", wish("models:/" + TASK + "/1"));
        VersionRecord copyOfCopy = mlflow.versions().register("copies", wish("models:/copies/1"));

        assertThat(mlflow.locations().of(copy)).isEqualTo("mlflow-artifacts:/" + TASK + "/1");
        assertThat(mlflow.locations().of(copyOfCopy)).isEqualTo("mlflow-artifacts:/" + TASK + "/1");
        assertThatThrownBy(() -> mlflow.versions().register("copies", wish("models:/copies/9")))
                .hasMessageContaining("there is no version 9");
    }

    @Test
    void a_deleted_model_gives_its_name_free_and_its_numbers_never_again() {
        mlflow.models().create("m", "first", Map.of("a", "1"));
        mlflow.versions().register("m", wish("s3://elsewhere/1"));
        mlflow.aliases().set("m", "best", "1", "ada");

        mlflow.models().delete("m", "ada");
        assertThatThrownBy(() -> mlflow.finding().model("m")).hasMessageContaining("there is no model 'm'");
        mlflow.models().create("m", null, Map.of());

        assertThat(mlflow.finding().model("m").versions()).isEmpty();
        assertThat(mlflow.finding().model("m").tags()).isEmpty();
        assertThat(mlflow.finding().model("m").aliases()).isEmpty();
        assertThat(mlflow.versions().register("m", wish("s3://elsewhere/2")).number())
                .isEqualTo(2);
    }

    @Test
    void a_renamed_model_keeps_versions_labels_and_aliases() {
        mlflow.models().create("before", "what it is", Map.of("a", "1"));
        mlflow.versions().register("before", wish("s3://elsewhere/1"));
        mlflow.versions().register("before", wish("s3://elsewhere/2"));
        mlflow.versions().tag("before", "2", "b", "2");
        mlflow.versions().delete("before", "1", "ada");
        mlflow.aliases().set("before", "best", "2", "ada");

        mlflow.renaming().rename("before", "after", "ada");

        assertThatThrownBy(() -> mlflow.finding().model("before")).hasMessageContaining("there is no model");
        var model = mlflow.finding().model("after");
        assertThat(model.description()).isEqualTo("what it is");
        assertThat(model.tags()).containsEntry("a", "1");
        assertThat(model.aliases()).containsEntry("best", 2);
        assertThat(model.versions()).extracting(VersionRecord::number).containsExactly(2);
        assertThat(model.versions().get(0).tags()).containsEntry("b", "2");
        mlflow.renaming().rename("after", "before", "ada");
        assertThat(mlflow.finding().model("before").aliases()).containsEntry("best", 2);
    }

    @Test
    void a_name_that_is_taken_is_not_given_twice() {
        promoted(1);
        mlflow.models().create("m", null, Map.of());
        mlflow.models().create("other", null, Map.of());

        assertThatThrownBy(() -> mlflow.models().create("m", null, Map.of())).hasMessageContaining("already");
        assertThatThrownBy(() -> mlflow.models().create(TASK, null, Map.of())).hasMessageContaining("already");
        assertThatThrownBy(() -> mlflow.renaming().rename("m", "other", "ada")).hasMessageContaining("already");
        assertThatThrownBy(() -> mlflow.renaming().rename("m", TASK, "ada")).hasMessageContaining("already");
        assertThatThrownBy(() -> mlflow.models().create("../m", null, Map.of())).hasMessageContaining("cannot name");
    }

    @Test
    void a_stage_is_a_label_and_the_next_one_can_send_the_others_to_the_archive() {
        promoted(3);
        mlflow.versions().move(TASK, "1", "production", false);
        mlflow.versions().move(TASK, "2", "Production", true);

        assertThat(mlflow.finding().version(TASK, "1").stage()).isEqualTo(Stage.ARCHIVED);
        assertThat(mlflow.finding()
                        .model(TASK)
                        .newestByStage()
                        .get(Stage.PRODUCTION)
                        .number())
                .isEqualTo(2);
        assertThat(process.registry().book(TASK).history().live()).contains(3);
        assertThatThrownBy(() -> mlflow.versions().move(TASK, "1", "Live", false))
                .hasMessageContaining("None, Staging, Production or Archived");
        assertThatThrownBy(() -> mlflow.versions().move(TASK, "1", "None", true))
                .hasMessageContaining("archive_existing_versions");
    }

    @Test
    void only_files_that_a_version_lists_can_be_named() {
        promoted(1);

        assertThat(mlflow.files().list(TASK + "/1")).hasSize(1);
        assertThat(mlflow.files().find(TASK + "/1/model.safetensors").uri()).endsWith("/model/model.safetensors");
        for (String path : List.of("/1/../../plan.json", "/1/./model.safetensors", "/1//model.safetensors", "/1/")) {
            assertThatThrownBy(() -> mlflow.files().find(TASK + path)).hasMessageContaining("has no file");
        }
        assertThatThrownBy(() -> mlflow.files().find("../runs/run-1/plan.json")).hasMessageContaining("cannot name");
        assertThatThrownBy(() -> mlflow.files().find(StoreLayout.modelVersion(TASK, 1)))
                .hasMessageContaining("there is no model 'models'");
    }

    private static Wish wish(String source) {
        return new Wish(source, "some run", null, null, Map.of());
    }

    private void promoted(int versions) {
        for (int version = 1; version <= versions; version++) {
            process.registry().decide(Verdicts.promote("run-" + version, version == 1 ? null : version - 1));
        }
    }
}
