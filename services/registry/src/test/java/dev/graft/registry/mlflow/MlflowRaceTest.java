package dev.graft.registry.mlflow;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.MlflowProcess;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.mlflow.EditVersions.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MlflowRaceTest {
    private static final int THREADS = 6;
    private static final int ROUNDS = 8;

    private final MemoryStore store = new MemoryStore();
    private final Broker broker = new Broker();
    private final List<MlflowProcess> processes =
            List.of(new MlflowProcess(store, broker), new MlflowProcess(store, broker));

    @Test
    void two_processes_that_register_and_point_at_once_give_no_number_twice_and_lose_no_move() throws Exception {
        processes.get(0).registry().decide(Verdicts.promote("run-1", null));

        List<Integer> numbers = race();

        assertThat(numbers).doesNotHaveDuplicates();
        MlflowProcess fresh = new MlflowProcess(store, broker);
        assertThat(fresh.mlflow().finding().model(TASK).versions()).hasSize(1 + THREADS * ROUNDS);
        assertThat(fresh.registry().book(TASK).history().length()).isEqualTo(1 + THREADS * ROUNDS);
        assertThat(fresh.registry().book(TASK).history().live()).contains(1);
        assertThat(fresh.mlflow().finding().model(TASK).aliases()).hasSize(1 + THREADS);
    }

    /** Each thread registers versions and lets its own alias point at each. */
    private List<Integer> race() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<List<Integer>>> work = IntStream.range(0, THREADS)
                    .<Callable<List<Integer>>>mapToObj(thread -> () -> register(thread))
                    .toList();
            List<Integer> numbers = new ArrayList<>();
            for (Future<List<Integer>> each : threads.invokeAll(work)) {
                numbers.addAll(each.get());
            }
            return numbers;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Integer> register(int thread) {
        MlflowRegistry mlflow = processes.get(thread % 2).mlflow();
        List<Integer> numbers = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Wish wish = new Wish("s3://elsewhere/" + thread + "-" + round, null, null, null, Map.of());
            int number = mlflow.versions().register(TASK, wish).number();
            mlflow.aliases().set(TASK, "alias-" + thread, String.valueOf(number), "ada");
            numbers.add(number);
        }
        return numbers;
    }
}
