package dev.graft.registry.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.MlflowProcess;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.mlflow.EditVersions.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchModelsTest {
    private final MemoryStore store = new MemoryStore();
    private final MlflowProcess here = new MlflowProcess(store, new Broker());
    private final SearchModels searching = here.mlflow().searching();

    @Test
    void pages_through_all_models_in_order() {
        for (int i = 0; i < 7; i++) {
            here.mlflow().models().create("model-" + i, null, Map.of());
        }

        List<String> names = new ArrayList<>();
        String token = null;
        do {
            Found<ModelRecord> page = searching.models(new Query(null, List.of("name DESC"), 3, token));
            page.items().forEach(model -> names.add(model.name()));
            token = page.nextToken();
        } while (token != null);

        assertThat(names).containsExactly("model-6", "model-5", "model-4", "model-3", "model-2", "model-1", "model-0");
    }

    @Test
    void a_token_is_good_for_its_own_search_only() {
        here.mlflow().models().create("a", null, Map.of());
        here.mlflow().models().create("b", null, Map.of());
        String token = searching.models(new Query(null, List.of(), 1, null)).nextToken();

        assertThatThrownBy(() -> searching.models(new Query("name = 'a'", List.of(), 1, token)))
                .hasMessageContaining("not of this search");
        assertThatThrownBy(() -> searching.models(new Query(null, List.of(), 1, "!!")))
                .hasMessageContaining("not of this search");
    }

    @Test
    void orders_versions_from_the_newest_to_the_oldest_of_each_model() {
        here.mlflow().models().create("b", null, Map.of());
        here.mlflow().models().create("a", null, Map.of());
        for (int i = 0; i < 3; i++) {
            here.mlflow().versions().register("b", new Wish("s3://there/" + i, null, null, null, Map.of()));
            here.mlflow().versions().register("a", new Wish("s3://there/" + i, null, null, null, Map.of()));
        }

        assertThat(versions(null, List.of())).containsExactly("a 3", "a 2", "a 1", "b 3", "b 2", "b 1");
        assertThat(versions("name = 'b'", List.of("version_number ASC"))).containsExactly("b 1", "b 2", "b 3");
        assertThat(versions("source_path LIKE '%/1'", List.of("name DESC"))).containsExactly("b 2", "a 2");
    }

    @Test
    void says_what_it_cannot_order_by_and_how_many_it_gives() {
        assertThatThrownBy(() -> versions(null, List.of("size")))
                .hasMessageContaining("one of name, version_number, creation_timestamp, last_updated_timestamp");
        assertThatThrownBy(() -> versions(null, List.of("name UP"))).hasMessageContaining("ASC or DESC");
        assertThatThrownBy(() -> searching.models(new Query(null, List.of(), 1_001, null)))
                .hasMessageContaining("1 to 1000, not 1001");
        assertThatThrownBy(() -> searching.models(new Query(null, List.of(), 0, null)))
                .hasMessageContaining("not 0");
    }

    @Test
    void finds_at_once_what_this_process_does() {
        assertThat(versions(null, List.of())).isEmpty();
        here.registry().decide(Verdicts.promote("run-1", null));
        here.mlflow().versions().tag(Verdicts.TASK, "1", "owner", "ada");

        assertThat(versions("run_id = 'run-1' AND tags.owner = 'ada'", List.of()))
                .containsExactly(Verdicts.TASK + " 1");
        here.registry().decide(Verdicts.promote("run-2", 1));
        assertThat(versions("run_id = 'run-2'", List.of())).containsExactly(Verdicts.TASK + " 2");
    }

    @Test
    void finds_what_another_process_does_after_the_index_has_caught_up() {
        here.mlflow().models().create("old", null, Map.of());
        assertThat(versions(null, List.of())).isEmpty();
        MlflowProcess there = new MlflowProcess(store, new Broker());
        there.mlflow().models().create("new", null, Map.of());
        there.mlflow().models().tag("old", "owner", "ada");

        here.index().catchUp(state -> {});

        assertThat(searching.models(new Query(null, List.of(), 10, null)).items())
                .extracting(ModelRecord::name)
                .containsExactly("new", "old");
        assertThat(searching
                        .models(new Query("tags.owner = 'ada'", List.of(), 10, null))
                        .items())
                .hasSize(1);
    }

    private List<String> versions(String filter, List<String> orders) {
        return searching.versions(new Query(filter, orders, 100, null)).items().stream()
                .map(version -> version.name() + " " + version.number())
                .toList();
    }
}
