package dev.graft.predictor.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.predictor.serving.AnswerRequest.Overloaded;
import dev.graft.predictor.serving.AnswerRequest.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MicroBatchesTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<List<String>> computed = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore steps = new Semaphore(0);
    private final Semaphore begun = new Semaphore(0);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    @Test
    void those_who_wait_for_a_turn_are_computed_together_in_their_order() throws Exception {
        MicroBatches batches = new MicroBatches(new BatchLimits(1, LONG, 4, Duration.ZERO), this::stepwise);
        Future<List<Float>> first = ask(batches, "t", "1");
        begun.acquire();
        List<Future<List<Float>>> others = new ArrayList<>();
        for (String texts : List.of("22 333", "4444", "55555", "666666")) {
            others.add(ask(batches, "t", texts.split(" ")));
            awaitWaiting(batches, others.size());
        }

        steps.release(3);

        assertThat(first.get()).containsExactly(1f);
        assertThat(others.get(0).get()).containsExactly(2f, 3f);
        assertThat(others.get(3).get()).containsExactly(6f);
        assertThat(computed).containsExactly(List.of("1"), List.of("22", "333", "4444", "55555"), List.of("666666"));
    }

    @Test
    void a_task_whose_request_has_waited_longest_is_next_and_tasks_are_never_mixed() throws Exception {
        MicroBatches batches = new MicroBatches(new BatchLimits(1, LONG, 9, Duration.ZERO), this::stepwise);
        Future<List<Float>> first = ask(batches, "a", "a1");
        begun.acquire();
        List<Future<List<Float>>> others = new ArrayList<>();
        for (String text : List.of("b1", "a2", "b2", "c1")) {
            others.add(ask(batches, text.substring(0, 1), text));
            awaitWaiting(batches, others.size());
        }

        steps.release(4);

        first.get();
        for (Future<List<Float>> each : others) {
            each.get();
        }
        assertThat(computed)
                .startsWith(List.of("a1"))
                .containsOnlyOnce(List.of("b1", "b2"), List.of("a2"), List.of("c1"));
    }

    @Test
    void an_input_that_cannot_be_read_fails_its_own_request_alone() throws Exception {
        MicroBatches batches = new MicroBatches(new BatchLimits(1, LONG, 9, Duration.ZERO), this::stepwise);
        Future<List<Float>> first = ask(batches, "t", "1");
        begun.acquire();
        Future<List<Float>> good = ask(batches, "t", "22");
        awaitWaiting(batches, 1);
        Future<List<Float>> bad = ask(batches, "t", "333", "unreadable");
        awaitWaiting(batches, 2);

        steps.release(4);

        assertThat(first.get()).containsExactly(1f);
        assertThat(good.get()).containsExactly(2f);
        assertThatThrownBy(bad::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("input 1 ");
    }

    @Test
    void an_error_of_the_machine_ends_every_request_of_the_batch() throws Exception {
        MicroBatches batches = new MicroBatches(new BatchLimits(1, LONG, 9, Duration.ZERO), this::stepwise);
        Future<List<Float>> first = ask(batches, "t", "1");
        begun.acquire();
        Future<List<Float>> one = ask(batches, "t", "22");
        awaitWaiting(batches, 1);
        Future<List<Float>> other = ask(batches, "t", "out of memory");
        awaitWaiting(batches, 2);

        steps.release(2);

        first.get();
        assertThatThrownBy(one::get).hasCauseInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(other::get).hasCauseInstanceOf(OutOfMemoryError.class);
        steps.release();
        assertThat(ask(batches, "t", "7777777").get()).containsExactly(7f);
    }

    @Test
    void the_first_of_a_batch_waits_for_others_no_longer_than_the_delay() throws Exception {
        MicroBatches batches = new MicroBatches(new BatchLimits(2, LONG, 2, LONG), this::stepwise);
        steps.release();

        Future<List<Float>> first = ask(batches, "t", "1");
        awaitWaiting(batches, 1);
        assertThat(ask(batches, "t", "22").get()).containsExactly(2f);

        assertThat(first.get()).containsExactly(1f);
        assertThat(computed).containsExactly(List.of("1", "22"));
        steps.release();
        MicroBatches soon = new MicroBatches(new BatchLimits(1, LONG, 2, Duration.ofMillis(1)), this::stepwise);
        assertThat(ask(soon, "t", "333").get()).containsExactly(3f);
    }

    @Test
    void who_is_refused_leaves_the_queue_to_those_behind() throws Exception {
        MicroBatches batches =
                new MicroBatches(new BatchLimits(1, Duration.ofMillis(1), 9, Duration.ZERO), this::stepwise);
        Future<List<Float>> first = ask(batches, "t", "1");
        begun.acquire();

        assertThatThrownBy(ask(batches, "t", "22")::get).hasCauseInstanceOf(Overloaded.class);

        steps.release(2);
        first.get();
        assertThat(ask(batches, "t", "333").get()).containsExactly(3f);
        assertThat(computed).containsExactly(List.of("1"), List.of("333"));
    }

    @Test
    void many_callers_each_get_their_own_answers() throws Exception {
        MicroBatches batches = new MicroBatches(new BatchLimits(2, LONG, 8, Duration.ZERO), MicroBatchesTest::lengths);
        List<Future<List<Float>>> all = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            all.add(ask(batches, "t" + i % 3, "x".repeat(i), "x".repeat(i % 7 + 1)));
        }
        for (int i = 1; i <= 2_000; i++) {
            assertThat(all.get(i - 1).get()).containsExactly((float) i, i % 7 + 1f);
        }
    }

    private Future<List<Float>> ask(MicroBatches batches, String task, String... texts) {
        return callers.submit(() -> {
            Table table = batches.answer(task, FakeClassifier.texts(texts)).orElseThrow();
            return Stream.of(table.probabilities()).map(row -> row[0]).toList();
        });
    }

    private static void awaitWaiting(MicroBatches batches, int requests) throws InterruptedException {
        while (batches.waiting() < requests) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Computes when the test lets it. */
    private Optional<Table> stepwise(String task, List<Input> inputs) {
        begun.release();
        steps.acquireUninterruptibly();
        List<String> texts =
                inputs.stream().map(input -> ((Input.Text) input).text()).toList();
        if (texts.contains("unreadable")) {
            throw new UnreadableInput(texts.indexOf("unreadable"), "a test says so", null);
        }
        if (texts.contains("out of memory")) {
            throw new OutOfMemoryError("a test says so");
        }
        computed.add(texts);
        return lengths(task, inputs);
    }

    private static Optional<Table> lengths(String task, List<Input> inputs) {
        float[][] rows = IntStream.range(0, inputs.size())
                .mapToObj(i -> new float[] {
                    Input.at(i, inputs, Input.Text.class).text().length()
                })
                .toArray(float[][]::new);
        return Optional.of(new Table(1, "run", List.of(task), List.of(), rows));
    }
}
