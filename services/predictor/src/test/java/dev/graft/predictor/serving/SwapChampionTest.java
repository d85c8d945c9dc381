package dev.graft.predictor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.task.Features.Column;
import dev.graft.predictor.serving.SwapChampion.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SwapChampionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeModels models = new FakeModels();
    private final ServedModels served = new ServedModels();
    private final SwapChampion swap =
            new SwapChampion(models, served, Clock.fixed(NOW, ZoneOffset.UTC), (next, swap) -> swap.get());
    private final AnswerRequest answers =
            new AnswerRequest(served, BatchLimits.of(8, Duration.ofMinutes(1)), size -> {});

    @Test
    void nothing_serves_while_nothing_is_live() {
        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(served.all()).isEmpty();
        assertThat(served.failures()).isEmpty();
    }

    @Test
    void the_live_version_is_loaded_once() {
        // given
        models.promote("support", 1, FakeClassifier.sure());

        // when, then
        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.SWAPPED);
        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(models.loaded()).containsExactly("support 1");
        assertThat(served.find("support")).hasValueSatisfying(model -> {
            assertThat(model.version()).isEqualTo(1);
            assertThat(model.runId()).isEqualTo("run-1");
            assertThat(model.since()).isEqualTo(NOW);
        });
    }

    @Test
    void no_request_fails_through_many_swaps_and_each_old_model_ends_once() throws Exception {
        // given
        int swaps = 40;
        List<FakeClassifier> classifiers = new ArrayList<>();
        Set<Integer> versionsThatAnswered = ConcurrentHashMap.newKeySet();
        classifiers.add(models.promote("support", 1, FakeClassifier.sure()));
        swap.bringUpToDate("support");
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(8);
        Callable<Integer> client = () -> {
            int answered = 0;
            while (!done.get()) {
                versionsThatAnswered.add(answers.answer("support", FakeClassifier.texts("a", "b"))
                        .orElseThrow()
                        .version());
                answered++;
                begun.countDown();
            }
            return answered;
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Integer>> clients =
                Stream.generate(() -> threads.submit(client)).limit(8).toList();
        begun.await();

        // when
        for (int version = 2; version <= swaps; version++) {
            classifiers.add(models.promote("support", version, FakeClassifier.sure()));
            swap.bringUpToDate("support");
        }
        done.set(true);
        int answered = 0;
        for (Future<Integer> each : clients) {
            answered += each.get();
        }
        threads.shutdown();

        // then
        assertThat(answered).isGreaterThanOrEqualTo(8);
        assertThat(versionsThatAnswered).allMatch(version -> version >= 1 && version <= swaps);
        assertThat(classifiers.subList(0, swaps - 1)).allMatch(classifier -> classifier.timesClosed() == 1);
        assertThat(classifiers.get(swaps - 1).timesClosed()).isZero();
    }

    @Test
    void a_request_that_has_begun_ends_on_the_model_that_it_began_with() throws Exception {
        // given
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        FakeClassifier old = models.promote("support", 1, new FakeClassifier(inputs -> {
            if (inputs.contains(new Input.Text("slow"))) {
                inside.countDown();
                awaitUninterrupted(goOn);
            }
            return FakeClassifier.sure().probabilities(inputs);
        }));
        swap.bringUpToDate("support");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Integer> slow = thread.submit(() -> answers.answer("support", FakeClassifier.texts("slow"))
                .orElseThrow()
                .version());
        inside.await();

        // when
        models.promote("support", 2, FakeClassifier.sure());
        swap.bringUpToDate("support");

        // then
        assertThat(answers.answer("support", FakeClassifier.texts("fast"))
                        .orElseThrow()
                        .version())
                .isEqualTo(2);
        assertThat(old.timesClosed()).isZero();
        goOn.countDown();
        assertThat(slow.get()).isEqualTo(1);
        assertThat(old.timesClosed()).isEqualTo(1);
        thread.shutdown();
    }

    @ParameterizedTest
    @MethodSource("badClassifiers")
    void a_version_that_answers_nonsense_is_closed_and_the_old_one_stays(FakeClassifier bad, String reason) {
        // given
        FakeClassifier good = models.promote("support", 1, FakeClassifier.sure());
        swap.bringUpToDate("support");

        // when
        models.promote("support", 2, bad);
        Outcome outcome = swap.bringUpToDate("support");

        // then
        assertThat(outcome).isEqualTo(Outcome.FAILED);
        assertThat(bad.timesClosed()).isEqualTo(1);
        assertThat(good.timesClosed()).isZero();
        assertThat(served.find("support").orElseThrow().version()).isEqualTo(1);
        assertThat(served.failures().get("support")).startsWith("version 2: ").contains(reason);
    }

    static Stream<Object[]> badClassifiers() {
        return Stream.of(
                new Object[] {
                    new FakeClassifier(inputs -> {
                        throw new IllegalStateException("no such token");
                    }),
                    "no such token"
                },
                new Object[] {FakeClassifier.constant(Float.NaN, 0.5f), "no probabilities"},
                new Object[] {FakeClassifier.constant(1.5f, -0.5f), "no probabilities"},
                new Object[] {FakeClassifier.constant(0.5f, 0.2f), "no probabilities"},
                new Object[] {FakeClassifier.constant(1f), "no probabilities"},
                new Object[] {FakeClassifier.constant(0.5f, 0.25f, 0.25f), "no probabilities"},
                new Object[] {new FakeClassifier(inputs -> new float[0][]), "0 answers"});
    }

    @Test
    void a_model_of_rows_is_asked_what_its_columns_can_hold() {
        // given
        List<Column> columns = List.of(
                new Column("from 2 to 5", 2.0, 5.0, true, null),
                new Column("from 3", 3.0, null, false, null),
                new Column("to -3", null, -3.0, false, null),
                new Column("to 3", null, 3.0, false, null),
                new Column("colour", null, null, true, List.of("red", "green")));
        List<Input> asked = new ArrayList<>();
        models.promote("flowers", 1, FakeClassifier.ofRows(columns, inputs -> {
            asked.addAll(inputs);
            return FakeClassifier.sure().probabilities(inputs);
        }));

        // when
        Outcome outcome = swap.bringUpToDate("flowers");

        // then
        assertThat(outcome).isEqualTo(Outcome.SWAPPED);
        assertThat(asked)
                .containsExactly(
                        new Input.Row(
                                Map.of(
                                        "from 2 to 5",
                                        "3.5",
                                        "from 3",
                                        "3.0",
                                        "to -3",
                                        "-3.0",
                                        "to 3",
                                        "0.0",
                                        "colour",
                                        "red"),
                                null),
                        new Input.Row(Map.of("from 2 to 5", "3.5", "colour", "red"), null));
    }

    @Test
    void a_model_of_rows_that_fails_on_a_plausible_one_does_not_serve() {
        // given
        FakeClassifier good = models.promote("flowers", 1, FakeClassifier.sure());
        swap.bringUpToDate("flowers");

        // when
        models.promote("flowers", 2, FakeClassifier.ofRows(List.of(Column.named("length")), inputs -> {
            throw new UnreadableInput(0, "no such luck", null);
        }));

        // then
        assertThat(swap.bringUpToDate("flowers")).isEqualTo(Outcome.FAILED);
        assertThat(served.failures().get("flowers")).startsWith("version 2: ").contains("no such luck");
        assertThat(good.timesClosed()).isZero();
    }

    @Test
    void a_version_that_does_not_load_leaves_the_old_one_until_a_good_one_comes() {
        // given
        FakeClassifier first = models.promote("support", 1, FakeClassifier.sure());
        swap.bringUpToDate("support");
        models.promote("support", 2, () -> {
            throw new ModelUnusable("wrong checksum", null);
        });

        // when, then
        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.FAILED);
        assertThat(served.failures()).containsEntry("support", "version 2: wrong checksum");
        assertThat(answers.answer("support", FakeClassifier.texts("x"))
                        .orElseThrow()
                        .version())
                .isEqualTo(1);

        models.promote("support", 3, FakeClassifier.sure());
        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.SWAPPED);
        assertThat(served.failures()).isEmpty();
        assertThat(first.timesClosed()).isEqualTo(1);
    }

    @Test
    void a_rollback_to_the_version_that_still_serves_ends_the_failure() {
        // given
        models.promote("support", 1, FakeClassifier.sure());
        swap.bringUpToDate("support");
        models.promote("support", 2, FakeClassifier.constant(Float.NaN));
        swap.bringUpToDate("support");

        // when
        models.rollBack("support", 1);
        Outcome outcome = swap.bringUpToDate("support");

        // then
        assertThat(outcome).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(served.failures()).isEmpty();
    }

    @Test
    void an_alias_that_points_at_nothing_is_a_failure_of_its_task_alone() {
        // given
        models.promote("billing", 1, FakeClassifier.sure());
        models.promote("support", -1, FakeClassifier.sure());

        // when
        swap.tasks().forEach(swap::bringUpToDate);

        // then
        assertThat(served.all()).extracting(ServedModel::task).containsExactly("billing");
        assertThat(served.failures()).containsOnlyKeys("support");
    }

    @Test
    void all_models_end_once_with_the_process_and_later_requests_find_none() {
        // given
        FakeClassifier one = models.promote("billing", 1, FakeClassifier.sure());
        FakeClassifier other = models.promote("support", 1, FakeClassifier.sure());
        swap.tasks().forEach(swap::bringUpToDate);

        // when
        served.retireAll();
        served.retireAll();

        // then
        assertThat(one.timesClosed()).isEqualTo(1);
        assertThat(other.timesClosed()).isEqualTo(1);
        assertThat(answers.answer("support", FakeClassifier.texts("x"))).isEmpty();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
