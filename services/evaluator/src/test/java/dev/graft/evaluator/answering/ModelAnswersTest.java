package dev.graft.evaluator.answering;

import static dev.graft.evaluator.fixture.Snapshots.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.task.Split;
import dev.graft.evaluator.answering.LoadedModels.Held;
import dev.graft.evaluator.fixture.FakeModels;
import dev.graft.learning.gate.ScoredRows;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelAnswersTest {
    private static final List<String> LABELS = List.of("a", "b");
    private static final List<DatasetRow> ROWS = rows("first", Split.TEST, "a", 3);
    private static final List<DatasetRow> MORE = Stream.concat(
                    rows("second", Split.TEST, "b", 2).stream(), ROWS.stream())
            .toList();

    private final FakeModels source = new FakeModels();
    private final LoadedModels models = new LoadedModels(source, 0);
    private final ModelFolder model = source.add("model", LABELS, text -> text.split(" ", -1)[1]);

    @Test
    void computes_only_the_rows_that_are_new_and_answers_in_the_order_asked() throws UnusableInput {
        ModelAnswers answers = new ModelAnswers(1 << 20);
        ask(answers, ROWS);
        source.answered().clear();

        ScoredRows scored = ask(answers, MORE);

        assertThat(source.answered()).containsExactly("model: second b 0", "model: second b 1");
        assertThat(scored.labels()).isEqualTo(LABELS);
        assertThat(scored.probabilities()).hasNumberOfRows(5);
        assertThat(scored.probabilities()[0][1]).isEqualTo(0.9f);
        assertThat(scored.probabilities()[4][0]).isEqualTo(0.9f);
    }

    @Test
    void does_not_load_a_model_whose_answers_are_all_known() throws UnusableInput {
        ModelAnswers answers = new ModelAnswers(1 << 20);
        ask(answers, ROWS);

        ask(answers, ROWS);

        assertThat(source.loaded()).hasSize(1);
    }

    @Test
    void forgets_the_least_recently_used_model_when_its_memory_is_full() throws UnusableInput {
        ModelAnswers answers = new ModelAnswers(4 * 200);
        ask(answers, ROWS);
        try (Held other = models.hold(source.add("other", LABELS, text -> "b"))) {
            answers.of(other, ROWS);
        }

        ask(answers, ROWS);

        assertThat(source.loaded()).containsExactly("model", "other", "model");
    }

    @Test
    void answers_also_where_nothing_may_be_remembered() throws UnusableInput {
        ModelAnswers answers = new ModelAnswers(0);

        ask(answers, ROWS);
        ask(answers, ROWS);

        assertThat(source.loaded()).hasSize(2);
    }

    @Test
    void refuses_what_are_no_probabilities() {
        for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1.5f, -0.5f}) {
            ModelFolder diverged = source.add("diverged", LABELS, broken, text -> "a");
            try (Held held = models.hold(diverged)) {
                assertThatThrownBy(() -> new ModelAnswers(1 << 20).of(held, ROWS))
                        .as("%s", broken)
                        .isInstanceOf(UnusableInput.class)
                        .hasMessageContaining("something else than 2 probabilities");
            }
        }
    }

    private ScoredRows ask(ModelAnswers answers, List<DatasetRow> rows) throws UnusableInput {
        try (Held held = models.hold(model)) {
            return answers.of(held, rows);
        }
    }
}
