package dev.graft.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.MlflowProcess;
import dev.graft.registry.mlflow.EditVersions.Wish;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How long lists, searches and single looks take, over a store in memory: {@code -Dgraft.times=100,1000}. */
@EnabledIfSystemProperty(named = "graft.times", matches = "[\\d,]+")
class SearchTimesTest {
    private static final int VERSIONS = 10;
    private static final int ROUNDS = 200;

    @Test
    void prints_how_long_searches_take() {
        for (String models : System.getProperty("graft.times").split(",")) {
            measure(Integer.parseInt(models));
        }
    }

    private static void measure(int models) {
        MemoryStore store = new MemoryStore();
        fill(new MlflowProcess(store, new Broker()), models);
        MlflowProcess process = new MlflowProcess(store, new Broker());
        SearchModels searching = process.mlflow().searching();
        long start = System.nanoTime();
        Query first = new Query(null, List.of(), 100, null);
        assertThat(searching.models(first).items()).hasSize(Math.min(100, models));
        say(models, "first search, which reads everything", List.of(System.nanoTime() - start));
        time(models, "list the first 100 models", () -> searching.models(first));
        Query filtered = new Query("name LIKE '%-7_' AND tags.team = 'team-3'", List.of("name DESC"), 100, null);
        time(models, "search models by name and tag", () -> searching.models(filtered));
        Query versions = new Query("run_id = 'run-7' AND version_number > 5", List.of(), 100, null);
        time(models, "list the first 100 versions", () -> searching.versions(first));
        time(models, "search versions by run and number", () -> searching.versions(versions));
        time(models, "get one model", () -> process.mlflow().finding().model("model-" + models / 2));
    }

    private static void fill(MlflowProcess process, int models) {
        for (int m = 0; m < models; m++) {
            String name = "model-" + m;
            process.mlflow().models().create(name, null, Map.of("team", "team-" + m % 5));
            for (int v = 0; v < VERSIONS; v++) {
                process.mlflow()
                        .versions()
                        .register(name, new Wish("s3://there/" + v, "run-" + v, null, null, Map.of()));
            }
        }
    }

    private static void time(int models, String what, Runnable call) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            call.run();
        }
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            call.run();
            times.add(System.nanoTime() - start);
        }
        say(models, what, times);
    }

    private static void say(int models, String what, List<Long> times) {
        List<Long> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        System.out.printf(
                "%d models x %d versions, %s: p50 %.2f ms, p99 %.2f ms%n",
                models,
                VERSIONS,
                what,
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6);
    }
}
