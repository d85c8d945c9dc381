package dev.graft.predictor.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.predictor.serving.AnswerRequest.Table;
import dev.graft.predictor.serving.Canary.Standing;
import dev.graft.predictor.serving.Canary.State;
import dev.graft.predictor.serving.ServedModels.TrialEnd;
import dev.graft.predictor.serving.SwapChampion.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanaryTest {
    private static final CanaryPlan PLAN = new CanaryPlan(0.25, 100, Duration.ofMinutes(10), 0.05, 2);

    private final FakeModels models = new FakeModels();
    private final List<TrialEnd> ends = new ArrayList<>();
    private final ServedModels served = new ServedModels(ends::add);
    private final SwapChampion swap = new SwapChampion(
            models,
            served,
            new MemoryBudget(served, Long.MAX_VALUE),
            PLAN,
            Clock.systemUTC(),
            (next, swap) -> swap.get());

    @Test
    void a_newer_version_answers_a_part_of_the_requests_and_then_all() {
        // given
        FakeClassifier before = models.promote("support", 1, FakeClassifier.sure());
        swap.bringUpToDate("support");
        models.promote("support", 2, FakeClassifier.sure());

        // when
        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.ON_TRIAL);
        int asked = askUntilTheTrialIsOver();

        // then
        assertThat(asked).isBetween(200, 1_000);
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.canary().version()).isEqualTo(2);
            assertThat(end.standing().state()).isEqualTo(State.PASSED);
            assertThat(end.standing().inputs()).isEqualTo(100);
        });
        assertThat(served.find("support").orElseThrow().version()).isEqualTo(2);
        assertThat(before.timesClosed()).isEqualTo(1);
        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.UP_TO_DATE);
    }

    @Test
    void a_version_that_fails_where_the_one_before_it_answers_is_not_kept_and_nobody_sees_a_failure() {
        // given
        models.promote("support", 1, FakeClassifier.sure());
        swap.bringUpToDate("support");
        FakeClassifier broken = models.promote("support", 2, failsOn("7"));
        swap.bringUpToDate("support");

        // when
        askUntilTheTrialIsOver();

        // then
        assertThat(ends).singleElement().satisfies(end -> {
            assertThat(end.standing().state()).isEqualTo(State.FAILED);
            assertThat(end.standing().sentence()).contains("which the version before it answered", "no such token");
            assertThat(end.before().version()).isEqualTo(1);
        });
        assertThat(served.find("support").orElseThrow().version()).isEqualTo(1);
        assertThat(served.failures().get("support")).contains("version 2: it did not pass its canary");
        assertThat(broken.timesClosed()).isEqualTo(1);
    }

    @Test
    void a_version_that_was_not_kept_is_not_loaded_again_until_the_registry_has_moved() {
        // given
        models.promote("support", 1, FakeClassifier.sure());
        swap.bringUpToDate("support");
        models.promote("support", 2, failsOn("7"));
        swap.bringUpToDate("support");
        askUntilTheTrialIsOver();

        // when, then
        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.FAILED);
        assertThat(models.loaded()).containsExactly("support 1", "support 2");
        models.rollBack("support", 1);
        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(served.failures()).isEmpty();
        models.promote("support", 2, FakeClassifier.sure());
        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.ON_TRIAL);
    }

    @Test
    void a_rollback_takes_over_at_once_and_ends_a_trial() {
        // given
        models.promote("support", 1, FakeClassifier.sure());
        models.promote("support", 2, FakeClassifier.sure());
        swap.bringUpToDate("support");
        FakeClassifier onTrial = models.promote("support", 3, FakeClassifier.sure());
        swap.bringUpToDate("support");

        // when
        models.rollBack("support", 1);
        Outcome outcome = swap.bringUpToDate("support");

        // then
        assertThat(outcome).isEqualTo(Outcome.SWAPPED);
        assertThat(served.find("support").orElseThrow().version()).isEqualTo(1);
        assertThat(served.canary("support")).isEmpty();
        assertThat(onTrial.timesClosed()).isEqualTo(1);
        assertThat(ends).isEmpty();
    }

    @Test
    void an_input_that_neither_version_reads_is_nobody_s_failure() {
        // given
        Canary canary = canary(failsOn("bad"), () -> 0);

        // when, then
        ServedModel champion = model(1, failsOn("bad"));
        assertThatThrownBy(() -> canary.ask(champion, FakeClassifier.texts("bad")))
                .hasMessageContaining("no such token");
        assertThat(canary.standing().inputs()).isZero();
        assertThat(canary.standing().failures()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"20, OPEN", "45, FAILED"})
    void a_version_that_is_much_slower_is_not_kept(int millis, State expected) {
        // given
        AtomicLong now = new AtomicLong();
        Canary canary = canary(taking(now, millis), now::get);
        ServedModel champion = model(1, taking(now, 15));

        // when
        for (int batch = 0; batch < 40; batch++) {
            answersOf(canary, champion, batch % 2 == 0);
        }

        // then
        assertThat(canary.standing().state()).isEqualTo(expected);
    }

    @Test
    void with_few_requests_a_version_takes_over_when_its_time_is_over() {
        // given
        AtomicLong now = new AtomicLong();
        Canary canary = canary(FakeClassifier.sure(), now::get);
        canary.ask(model(1, FakeClassifier.sure()), FakeClassifier.texts("one"));
        assertThat(canary.standing().state()).isEqualTo(State.OPEN);

        // when
        now.addAndGet(TimeUnit.MINUTES.toNanos(11));

        // then
        assertThat(canary.standing().state()).isEqualTo(State.PASSED);
    }

    @Test
    void with_few_requests_one_failure_is_enough() {
        // given
        AtomicLong now = new AtomicLong();
        Canary canary = canary(failsOn("one"), now::get);
        Table answer = canary.ask(model(1, FakeClassifier.sure()), FakeClassifier.texts("one"));
        assertThat(answer).isNotNull();
        assertThat(answer.version()).isEqualTo(1);

        // when
        now.addAndGet(TimeUnit.MINUTES.toNanos(11));

        // then
        Standing standing = canary.standing();
        assertThat(standing.state()).isEqualTo(State.FAILED);
        assertThat(standing.failures()).isEqualTo(1);
    }

    @Test
    void with_enough_requests_failures_within_the_bound_do_not_speak_against_a_version_whose_time_is_over() {
        // given
        AtomicLong now = new AtomicLong();
        Canary canary = canary(failsOn("one"), now::get);
        ServedModel champion = model(1, FakeClassifier.sure());
        canary.ask(champion, FakeClassifier.texts("one"));
        for (int batch = 0; batch < 30; batch++) {
            canary.ask(champion, FakeClassifier.texts("two"));
        }
        assertThat(canary.standing().state()).isEqualTo(State.OPEN);

        // when
        now.addAndGet(TimeUnit.MINUTES.toNanos(11));

        // then
        assertThat(canary.standing().state()).isEqualTo(State.PASSED);
        assertThat(canary.standing().failures()).isEqualTo(1);
    }

    /** Every second input is a 7, so that a version which fails on it surely goes beyond its bound, whatever is drawn. */
    private int askUntilTheTrialIsOver() {
        for (int asked = 1; asked <= 10_000; asked++) {
            List<Input> inputs = FakeClassifier.texts(asked % 2 == 0 ? "7" : "1");
            assertThat(served.ask("support", inputs)).isPresent();
            if (!ends.isEmpty()) {
                return asked;
            }
        }
        throw new AssertionError("the trial goes on");
    }

    /** Alternately, whatever the plan's share is. */
    private final AtomicLong turn = new AtomicLong();

    private void answersOf(Canary canary, ServedModel champion, boolean tried) {
        turn.set(tried ? 0 : 1);
        assertThat(canary.ask(champion, FakeClassifier.texts("any"))).isNotNull();
    }

    private Canary canary(FakeClassifier classifier, LongSupplier nanoTime) {
        return new Canary(model(2, classifier), PLAN, nanoTime, turn::get);
    }

    private static ServedModel model(int version, FakeClassifier classifier) {
        return new ServedModel(FakeModels.version("support", version), Instant.EPOCH, classifier);
    }

    private static FakeClassifier taking(AtomicLong now, int millis) {
        return new FakeClassifier(inputs -> {
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
            return FakeClassifier.sure().probabilities(inputs);
        });
    }

    private static FakeClassifier failsOn(String text) {
        return new FakeClassifier(inputs -> {
            if (inputs.contains(new Input.Text(text))) {
                throw new IllegalStateException("no such token");
            }
            return FakeClassifier.sure().probabilities(inputs);
        });
    }
}
