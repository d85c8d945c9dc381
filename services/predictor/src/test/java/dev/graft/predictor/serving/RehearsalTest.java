package dev.graft.predictor.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.predictor.serving.SwapChampion.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final float[] PARCEL = {0.9f, 0.1f};
    private static final float[] REFUND = {0.2f, 0.8f};

    private final FakeModels models = new FakeModels();
    private final ServedModels served = new ServedModels();
    private final SwapChampion swap = new SwapChampion(models, served, Clock.systemUTC(), (next, swap) -> swap.get());

    @Test
    void says_how_often_the_next_version_agrees_on_requests_of_the_last_time() {
        serve(1, FakeClassifier.sure());
        ask("a", "b", "c", "long text");

        serve(2, byText(text -> text.length() > 1 ? REFUND : PARCEL));

        assertThat(model().agreement()).isEqualTo(new Agreement(1, 4, 3));
        assertThat(model().answered()).isZero();
    }

    @Test
    void what_was_asked_is_known_to_the_version_after_the_next_as_well() {
        serve(1, FakeClassifier.sure());
        ask("a", "b");
        serve(2, FakeClassifier.constant(REFUND));

        serve(3, FakeClassifier.sure());

        assertThat(model().agreement()).isEqualTo(new Agreement(2, 2, 0));
    }

    @Test
    void an_input_that_the_next_version_cannot_read_is_another_answer() {
        serve(1, FakeClassifier.sure());
        ask("a", "new column");

        serve(2, byText(text -> {
            if (text.startsWith("new")) {
                throw new UnreadableInput(0, "a test says so", null);
            }
            return PARCEL;
        }));

        assertThat(model().agreement()).isEqualTo(new Agreement(1, 2, 1));
    }

    @Test
    void a_version_that_fails_on_what_the_one_before_has_answered_does_not_serve() {
        serve(1, FakeClassifier.sure());
        ask("a");
        FakeClassifier broken = byText(text -> {
            if (text.equals("a")) {
                throw new IllegalStateException("no such token");
            }
            return PARCEL;
        });

        models.promote("support", 2, broken);

        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.FAILED);
        assertThat(served.failures().get("support")).contains("version 2", "has answered: no such token");
        assertThat(model().version()).isEqualTo(1);
        assertThat(broken.timesClosed()).isEqualTo(1);
    }

    @Test
    void so_many_are_kept_and_none_that_is_too_long() {
        serve(1, FakeClassifier.sure());
        ask("x".repeat(RecordedInputs.MAX_CHARS + 1));
        ask(IntStream.range(0, 100).mapToObj(Integer::toString).toArray(String[]::new));

        serve(2, FakeClassifier.sure());

        assertThat(model().agreement()).isEqualTo(new Agreement(1, RecordedInputs.MOST, RecordedInputs.MOST));
    }

    private void serve(int version, FakeClassifier classifier) {
        models.promote("support", version, classifier);
        assertThat(swap.bringUpToDate("support")).isEqualTo(Outcome.SWAPPED);
    }

    /** One request for each. */
    private void ask(String... texts) {
        Stream.of(texts)
                .forEach(text -> assertThat(
                                served.with("support", model -> model.probabilities(List.of(new Input.Text(text)))))
                        .isPresent());
    }

    private ServedModel model() {
        return served.find("support").orElseThrow();
    }

    private static FakeClassifier byText(Function<String, float[]> answer) {
        return new FakeClassifier(inputs -> inputs.stream()
                .map(input -> answer.apply(((Input.Text) input).text()))
                .toArray(float[][]::new));
    }
}
