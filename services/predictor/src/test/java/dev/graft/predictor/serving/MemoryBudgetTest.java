package dev.graft.predictor.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.predictor.serving.AnswerRequest.Overloaded;
import dev.graft.predictor.serving.SwapChampion.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final long BUDGET = 100;

    private final FakeModels models = new FakeModels();
    private final ServedModels served = new ServedModels();
    private final SwapChampion swap = new SwapChampion(
            models,
            served,
            new MemoryBudget(served, BUDGET),
            CanaryPlan.NONE,
            Clock.systemUTC(),
            (next, swap) -> swap.get());
    private final AnswerRequest answers =
            new AnswerRequest(served, swap::wake, BatchLimits.of(2, Duration.ofMinutes(1)), answered -> {});

    @Test
    void what_finds_no_room_at_start_is_loaded_when_somebody_asks_it_in_place_of_what_was_asked_longest_ago() {
        // given
        FakeClassifier first = champion("first", 40);
        FakeClassifier second = champion("second", 40);
        champion("third", 40);
        Stream.of("first", "second", "third")
                .forEach(task -> assertThat(swap.bringUpToDate(task)).isNotEqualTo(Outcome.FAILED));
        assertThat(loaded()).containsExactly("first", "second");
        assertThat(unloaded()).containsExactly("third");
        ask("second");
        ask("first");

        // when
        ask("third");

        // then
        assertThat(loaded()).containsExactly("first", "third");
        assertThat(unloaded()).containsExactly("second");
        assertThat(second.timesClosed()).isEqualTo(1);
        assertThat(first.timesClosed()).isZero();
        assertThat(served.isInService("second")).isTrue();
    }

    @Test
    void a_model_that_is_not_loaded_follows_the_registry_without_being_loaded() {
        // given
        champion("first", 60);
        champion("second", 60);
        swap.bringUpToDate("first");
        swap.bringUpToDate("second");

        // when
        models.promote("second", 2, FakeClassifier.sure());

        // then
        assertThat(swap.bringUpToDate("second")).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(models.loaded()).containsExactly("first 1");
        assertThat(served.version("second")).contains(2);
        assertThat(ask("second")).isEqualTo(2);
    }

    @Test
    void many_who_ask_a_model_that_is_not_loaded_load_it_once() throws Exception {
        // given
        champion("first", 60);
        champion("second", 60);
        swap.bringUpToDate("first");
        swap.bringUpToDate("second");
        ExecutorService threads = Executors.newFixedThreadPool(6);

        // when
        List<Future<Integer>> asked = Stream.generate(() -> threads.submit(() -> ask("second")))
                .limit(6)
                .toList();

        // then
        for (Future<Integer> each : asked) {
            assertThat(each.get()).isEqualTo(1);
        }
        threads.shutdown();
        assertThat(models.loaded()).containsExactly("first 1", "second 1");
    }

    @Test
    void whoever_cannot_wait_for_the_loading_is_told_so() throws Exception {
        // given
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        champion("first", 60);
        models.bytes("slow", 60);
        models.promote("slow", 1, () -> {
            loading.countDown();
            await(goOn);
            return FakeClassifier.sure();
        });
        swap.bringUpToDate("first");
        swap.bringUpToDate("slow");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Integer> patient = thread.submit(() -> ask("slow"));
        loading.await();

        // when, then
        assertThatThrownBy(() -> swap.wake("slow", Duration.ofMillis(1))).isInstanceOf(Overloaded.class);
        goOn.countDown();
        assertThat(patient.get()).isEqualTo(1);
        thread.shutdown();
    }

    @Test
    void a_model_that_is_larger_than_the_budget_says_so() {
        // given
        champion("huge", 101);

        // when
        swap.bringUpToDate("huge");

        // then
        assertThat(answers.answer("huge", FakeClassifier.texts("x"))).isEmpty();
        assertThat(served.failures().get("huge")).contains("101 bytes", "100", "graft.predictor.memory");
        assertThat(served.isInService("huge")).isFalse();
    }

    @Test
    void a_swap_needs_no_room_for_the_version_that_goes() {
        // given
        champion("first", 80);
        swap.bringUpToDate("first");
        models.promote("first", 2, FakeClassifier.sure());

        // when, then
        assertThat(swap.bringUpToDate("first")).isEqualTo(Outcome.SWAPPED);
        assertThat(ask("first")).isEqualTo(2);
    }

    @Test
    void a_shadow_takes_room_beside_its_champion() {
        // given
        champion("first", 60);
        swap.bringUpToDate("first");
        models.shadow("first", 2, FakeClassifier.sure());

        // when
        swap.followShadow("first");

        // then
        assertThat(served.shadow("first")).isEmpty();
        assertThat(served.failures().get("first@shadow")).contains("60 bytes beside 60");
        assertThat(ask("first")).isEqualTo(1);
    }

    private FakeClassifier champion(String task, long bytes) {
        models.bytes(task, bytes);
        return models.promote(task, 1, FakeClassifier.sure());
    }

    private int ask(String task) {
        return answers.answer(task, FakeClassifier.texts("x")).orElseThrow().version();
    }

    private List<String> loaded() {
        return served.all().stream().map(ServedModel::task).toList();
    }

    private List<String> unloaded() {
        return served.unloaded().stream().map(ModelVersion::task).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
