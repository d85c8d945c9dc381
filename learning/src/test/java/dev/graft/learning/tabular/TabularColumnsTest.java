package dev.graft.learning.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TabularColumnsTest {

    private static final TabularColumn AGE = new TabularColumn("age", 0.0, 120.0, false, null);
    private static final TabularColumn COLOUR =
            new TabularColumn("colour", null, null, false, List.of("red", "green", "blue"));

    @ParameterizedTest
    @CsvSource({"7, 7", "' 7.50 ', 7.5", "1e2, 100", ".5, 0.5", "5., 5", "TRUE, 1", "false, 0", "+3, 3"})
    void reads_numbers_as_files_write_them(String written, double number) {
        assertThat(AGE.read(written)).isEqualTo(new ColumnValue.Right(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "NA", "n/a", "NaN", "null", "None", " ? "})
    void reads_a_gap_as_a_missing_value_unless_the_column_requires_one(String written) {
        assertThat(AGE.read(written)).isEqualTo(new ColumnValue.Right(Double.NaN));
        assertThat(AGE.read(null)).isEqualTo(new ColumnValue.Right(Double.NaN));
        assertThat(rule(new TabularColumn("age", null, null, true, null).read(written)))
                .isEqualTo(ColumnValue.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seven", "1,5", "7f", "0x1p3", "Infinity", "--1", "1 000"})
    void refuses_what_is_no_number(String written) {
        assertThat(rule(AGE.read(written))).isEqualTo(ColumnValue.NOT_A_NUMBER);
    }

    @Test
    void says_which_range_a_value_is_out_of() {
        assertThat(AGE.read("121"))
                .isEqualTo(new ColumnValue.Wrong(
                        ColumnValue.OUT_OF_RANGE, "the column 'age' holds 121; it takes numbers from 0.0 to 120.0"));
        assertThat(rule(TabularColumn.named("x").read("1e999"))).isEqualTo(ColumnValue.OUT_OF_RANGE);
        assertThat(new TabularColumn("x", null, 3.0, false, null).read("4").toString())
                .contains("numbers up to 3.0");
    }

    @Test
    void a_word_is_its_place_and_an_unknown_one_is_named_with_those_that_are_known() {
        assertThat(COLOUR.read(" blue ")).isEqualTo(new ColumnValue.Right(2));
        assertThat(COLOUR.read("Blue").toString())
                .contains(ColumnValue.UNKNOWN_WORD)
                .contains("[red, green, blue]");
    }

    @Test
    void each_word_becomes_a_feature_that_is_one_or_nought() {
        TabularColumns columns = new TabularColumns(List.of(AGE, COLOUR));
        double[][] rows = {{30, 1}, {40, Double.NaN}, {50, 3}};

        FittedFeatures features = FeatureRecipe.of(List.of())
                .fit(
                        columns,
                        Arrays.stream(rows)
                                .map(row -> new TabularRow(row, null))
                                .toList(),
                        0,
                        1,
                        1);

        assertThat(features.names()).containsExactly("age", "colour=red", "colour=green", "colour=blue");
        assertThat(features.apply(rows[0], null)).containsExactly(30, 0, 1, 0);
        assertThat(features.apply(rows[1], null)).containsExactly(40, 0, 0, 0);
        assertThat(features.apply(rows[2], null))
                .as("a word of a later version")
                .containsExactly(50, 0, 0, 0);
        assertThat(FittedFeatures.of(features.toJson())).isEqualTo(features);
    }

    @Test
    void rows_of_fewer_and_of_more_columns_are_aligned() {
        TabularColumns columns = TabularColumns.numbered(2);

        assertThat(columns.aligned(new double[] {1})).containsExactly(1, Double.NaN);
        assertThat(columns.aligned(new double[] {1, 2, 3})).containsExactly(1, 2);
    }

    @Test
    void columns_are_checked_where_they_are_declared() {
        assertThatThrownBy(() -> TabularColumns.named(List.of("a", "a"))).hasMessageContaining("two columns");
        assertThatThrownBy(() -> TabularColumns.named(List.of())).hasMessageContaining("1 to 5000 columns");
        assertThatThrownBy(() -> TabularColumns.numbered(5_001)).hasMessageContaining("not 5001");
        assertThatThrownBy(() -> new TabularColumn("a", 2.0, 1.0, false, null)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> TabularColumn.named("a\n")).hasMessageContaining("control characters");
        assertThatThrownBy(() -> new TabularColumn("a", 0.0, null, false, List.of("x", "y")))
                .hasMessageContaining("have no range");
        assertThatThrownBy(() -> new TabularColumn("a", null, null, false, List.of("x", "x")))
                .hasMessageContaining("distinct words");
        assertThatThrownBy(() -> new TabularColumn("a", null, null, false, List.of("x", "none")))
                .hasMessageContaining("reads as a missing value");
        List<TabularColumn> wordy = Collections.nCopies(1, COLOUR);
        assertThat(new TabularColumns(wordy).width()).isEqualTo(3);
    }

    private static String rule(ColumnValue value) {
        return ((ColumnValue.Wrong) value).rule();
    }
}
