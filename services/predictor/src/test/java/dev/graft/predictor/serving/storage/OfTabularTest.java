package dev.graft.predictor.serving.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.task.Features.Column;
import dev.graft.learning.tabular.TabularClassifier;
import dev.graft.predictor.TinyRows;
import dev.graft.predictor.serving.Classifier;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.UnreadableInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfTabularTest {
    private static final String[] USUAL = {"missing-median@1", "standardise-per-domain@1"};

    @TempDir
    Path folder;

    @Test
    void where_a_row_comes_from_changes_what_it_is() throws IOException {
        // given
        Classifier model = model(4, USUAL);

        // when
        float[][] answers = model.probabilities(List.of(
                row(TinyRows.MEADOW, "petal length", "4"),
                row(TinyRows.GREENHOUSE, "petal length", "4"),
                row(null, "petal length", "4.1"),
                row("a new place", "petal length", "4.1")));

        // then
        assertThat(model.labels()).containsExactly(TinyRows.SMALL, TinyRows.LARGE);
        assertThat(answers[0][1]).isGreaterThan(0.9f);
        assertThat(answers[1][1]).isLessThan(0.1f);
        assertThat(answers[2][1]).isBetween(0.5f, 0.9f);
        assertThat(answers[3]).isEqualTo(answers[2]);
    }

    @Test
    void an_answer_is_that_of_the_learning_library_whatever_the_values_order() throws IOException {
        // given
        Classifier model = model(1, "missing-mean@1", "standardise@1", "pca@1(components=2)");

        // when
        float[][] answers = model.probabilities(List.of(
                row(null, "petal length", "2", "petal width", "1", "colour", "green"),
                row(null, "colour", " green ", "petal width", "1.0", "petal length", "2e0"),
                row(null, "petal length", "2")));

        // then
        assertThat(answers[0]).isEqualTo(answers[1]).isNotEqualTo(answers[2]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "petal lenght | 2      | there is no column 'petal lenght'; the model knows [petal length, petal width, colour]",
                "petal length | 10.5   | the column 'petal length' holds 10.5; it takes numbers from 0.0 to 10.0",
                "petal length | two    | the column 'petal length' holds 'two', which is no number",
                "petal length | n/a    | the column 'petal length' has no value, and the task requires one",
                "petal width  | 2      | the column 'petal length' has no value, and the task requires one",
                "petal width  | 1e999  | the column 'petal width' holds 1e999; it takes finite numbers",
                "petal width  | 1e300  | no finite float32",
                "colour       | violet | the column 'colour' holds 'violet'; the task knows [red, green, blue]",
                "colour       | 1      | the column 'colour' holds '1'"
            })
    void a_row_that_cannot_be_right_is_named_with_what_is_wrong(String column, String value, String reason)
            throws IOException {
        // given
        Classifier model = model(1, "missing-median@1");
        Input.Row right = row(null, "petal length", "2");
        Input wrong = column.startsWith("petal") && !value.startsWith("1e")
                ? row(null, column, value)
                : row(null, "petal length", "2", column, value);

        // when, then
        assertThatThrownBy(() -> model.probabilities(List.of(right, wrong)))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageStartingWith("input 1 cannot be read: ")
                .hasMessageContaining(reason);
    }

    @Test
    void a_number_that_no_step_fills_is_required_and_the_reason_says_how_to_mend_it() throws IOException {
        // given
        Classifier filling = model(1, "missing-median@1");
        Classifier strict = model(1);

        // when, then
        assertThat(required(filling)).containsExactly(true, false, false);
        assertThat(required(strict)).containsExactly(true, true, false);
        assertThat(strict.probabilities(List.of(row(null, "petal length", "2", "petal width", "1"))))
                .hasNumberOfRows(1);
        assertThatThrownBy(() -> strict.probabilities(List.of(row(null, "petal length", "2", "petal width", null))))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("the column 'petal width' has no value")
                .hasMessageContaining("missing-median@1");
    }

    @Test
    void values_whose_answer_would_be_no_number_are_refused() throws IOException {
        // given
        Classifier model = model(Float.MAX_VALUE, "missing-median@1");

        // when, then
        assertThatThrownBy(() -> model.probabilities(List.of(row(null, "petal length", "9"))))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("so large");
    }

    @Test
    void an_input_of_another_kind_is_the_requests_fault() throws IOException {
        Classifier model = model(1, USUAL);

        assertThatThrownBy(() -> model.probabilities(List.of(new Input.Text("2"))))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("reads something else");
    }

    private Classifier model(float weight, String... steps) throws IOException {
        return new OfTabular(TabularClassifier.load(
                TinyRows.write(folder.resolve(Arrays.toString(steps).replace('/', '-')), weight, steps)));
    }

    private static List<@Nullable Boolean> required(Classifier model) {
        return model.columns().stream().map(Column::required).toList();
    }

    private static Input.Row row(@Nullable String dataSource, @Nullable String... namesAndValues) {
        Map<String, @Nullable String> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new Input.Row(values, dataSource);
    }
}
