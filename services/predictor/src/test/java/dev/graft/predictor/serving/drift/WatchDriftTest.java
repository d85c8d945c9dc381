package dev.graft.predictor.serving.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.event.InputDrifted;
import dev.graft.contracts.event.InputDrifted.Aspect;
import dev.graft.predictor.serving.AnswerRequest.Table;
import dev.graft.predictor.serving.Answered;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.ModelUnusable;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.Shadowed;
import dev.graft.predictor.serving.drift.WatchDrift.Look;
import dev.graft.predictor.serving.drift.statistics.TwoSampleTests;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model sees a text where its length says, and texts of the snapshot are about ten characters long. */
class WatchDriftTest {
    private static final String TASK = "support";

    private final Random random = new Random(7);
    private final ServedModels served = new ServedModels();
    private final List<InputDrifted> announced = new ArrayList<>();
    private int referenceRows = 200;
    private final WatchDrift watch = new WatchDrift(
            served,
            (model, most) -> texts(Math.min(most, referenceRows), 10),
            new TwoSampleTests(0.01),
            announced::add,
            Clock.systemUTC(),
            new Random(3));

    @BeforeEach
    void serve() {
        Shadowed.serve(served, TASK, 1, byLength());
    }

    @Test
    void inputs_like_the_snapshot_s_rows_are_no_drift() throws Exception {
        // when
        Look look = comparison(10);

        // then
        assertThat(look.finding().drifted()).isFalse();
        assertThat(look.inputs()).isEqualTo(150);
        assertThat(look.rows()).isEqualTo(200);
        assertThat(look.finding().aspects())
                .extracting(Aspect::aspect)
                .containsExactlyInAnyOrder("labels", "confidence", "features");
        assertThat(announced).isEmpty();
    }

    @Test
    void drift_is_announced_when_two_comparisons_in_succession_find_it_and_then_not_again() throws Exception {
        // when, then
        assertThat(comparison(30).isAlarm()).isFalse();
        assertThat(announced).isEmpty();
        assertThat(comparison(30).isAlarm()).isTrue();
        assertThat(comparison(30).inSuccession()).isEqualTo(3);
        assertThat(announced).singleElement().satisfies(event -> {
            assertThat(event.task()).isEqualTo(TASK);
            assertThat(event.version()).isEqualTo(1);
            assertThat(event.snapshotId()).isEqualTo("snapshot");
            assertThat(event.sentence()).startsWith("What is asked drifted");
            assertThat(event.aspects()).anySatisfy(aspect -> {
                assertThat(aspect.aspect()).isEqualTo("features");
                assertThat(aspect.drifted()).isTrue();
            });
        });
    }

    @Test
    void after_a_comparison_that_finds_none_drift_is_announced_anew() throws Exception {
        // when
        for (int length : new int[] {30, 30, 10, 30, 30}) {
            comparison(length);
        }

        // then
        assertThat(announced).hasSize(2);
    }

    @Test
    void a_new_version_begins_anew() throws Exception {
        // given
        comparison(30);

        // when
        Shadowed.serve(served, TASK, 2, byLength());

        // then
        assertThat(comparison(30).inSuccession()).isEqualTo(1);
        assertThat(announced).isEmpty();
    }

    @Test
    void few_inputs_are_not_compared_and_not_forgotten() throws Exception {
        ask(30, 10);
        assertThat(watch.compare(TASK)).isEmpty();

        ask(40, 10);
        assertThat(watch.compare(TASK))
                .hasValueSatisfying(look -> assertThat(look.inputs()).isEqualTo(70));
    }

    @Test
    void a_snapshot_with_few_test_rows_is_not_compared_with() throws Exception {
        referenceRows = 49;
        ask(150, 30);

        assertThat(watch.compare(TASK)).isEmpty();
    }

    @Test
    void of_many_inputs_an_even_sample_is_compared() throws Exception {
        // when
        ask(1_000, 10);
        ask(1_000, 30);

        // then
        assertThat(watch.compare(TASK)).hasValueSatisfying(look -> {
            assertThat(look.inputs()).isEqualTo(LiveSample.MOST);
            assertThat(look.finding().drifted()).isTrue();
        });
    }

    @Test
    void a_model_that_fails_on_the_rows_says_so() {
        Shadowed.serve(served, TASK, 3, input -> {
            throw new IllegalStateException("no such token");
        });
        ask(150, 10);

        assertThatThrownBy(() -> watch.compare(TASK))
                .isInstanceOf(ModelUnusable.class)
                .hasMessageContaining("no such token");
    }

    private Look comparison(int length) throws ModelUnusable {
        ask(150, length);
        return watch.compare(TASK).orElseThrow();
    }

    private void ask(int inputs, int length) {
        List<Input> texts = texts(inputs, length);
        Table table = new Table(1, "run-1", List.of("short", "long"), List.of(), new float[inputs][2]);
        watch.onAnswered(new Answered(TASK, texts, table));
    }

    private List<Input> texts(int count, int length) {
        return IntStream.range(0, count)
                .<Input>mapToObj(i -> new Input.Text("x".repeat(Math.max(1, length + random.nextInt(-5, 6)))))
                .toList();
    }

    private static Function<Input, float[]> byLength() {
        return input -> {
            float length = ((Input.Text) input).text().length();
            float isLong = length / (20 + length);
            return new float[] {1 - isLong, isLong};
        };
    }
}
