package dev.graft.dataprep.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.DataSource.UnitConversion;
import dev.graft.dataprep.mapping.RowMapping.Outcome;
import dev.graft.dataprep.reading.RawRow;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowMappingTest {
    private static final DataSource TICKETS =
            new DataSource("{Betreff}: {Text}", "Thema", Map.of("Lieferung", "delivery"), Map.of("Pkg", "Paket"), null);

    @Test
    void puts_a_row_together_from_the_columns_and_words_of_its_source() {
        RowMapping mapping = RowMapping.of(TICKETS, false);

        assertThat(mapping.wanted().columns()).containsExactly("Betreff", "Text", "Thema");
        assertThat(mapping.apply(row(Map.of("Betreff", "Pkg weg", "Text", "Wo ist es?", "Thema", " Lieferung "))))
                .isEqualTo(new Outcome.Mapped(new MappedRow(7, "Paket weg: Wo ist es?", "delivery")));
    }

    @Test
    void a_label_that_is_not_listed_is_taken_as_it_is() {
        assertThat(RowMapping.of(TICKETS, false).apply(row(Map.of("Text", "Hallo", "Thema", "delivery"))))
                .isEqualTo(new Outcome.Mapped(new MappedRow(7, ": Hallo", "delivery")));
    }

    @Test
    void rows_of_an_event_have_the_source_s_words_and_the_task_s_columns() {
        RowMapping mapping = RowMapping.ofInline(TICKETS, false);

        assertThat(mapping.apply(row(Map.of("text", "Pkg?", "label", "Lieferung"))))
                .isEqualTo(new Outcome.Mapped(new MappedRow(7, "Paket?", "delivery")));
    }

    @ParameterizedTest
    @CsvSource({
        "lb, kg, 1, 10, 4.5",
        "oz, g, 0, 1, 28",
        "mi, km, 2, 1.5, 2.41",
        "in, cm, 2, 2, 5.08",
        "°F, °C, 1, 212, 100",
        "min, h, 3, 90, 1.5",
        "kg, kg, 2, 1e2, 100"
    })
    void converts_units(String from, String to, int decimals, String value, String converted) {
        assertThat(Conversion.of(new UnitConversion(from, to, decimals)).apply(value))
                .hasValue(converted);
    }

    @Test
    void a_value_that_is_no_number_breaks_the_row() {
        RowMapping mapping = RowMapping.of(weight("lb", "kg"), false);

        assertThat(mapping.apply(row(Map.of("text", "box", "weight", "heavy", "label", "a"))))
                .isInstanceOfSatisfying(
                        Outcome.Broken.class,
                        broken -> assertThat(broken.rule()).isEqualTo("not-a-number"));
        assertThat(mapping.apply(row(Map.of("text", "box", "label", "a"))))
                .isEqualTo(new Outcome.Mapped(new MappedRow(7, "box ( kg)", "a")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"lb | m | measure different things", "stone's throw | kg | is not known", "lb | | is not known"})
    void units_that_make_no_sense_are_refused_with_the_column(String from, String to, String reason) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RowMapping.of(weight(from, to == null ? "?" : to), false))
                .withMessageContaining("units.weight")
                .withMessageContaining(reason);
    }

    @Test
    void a_conversion_that_no_text_shows_is_refused() {
        DataSource idle =
                new DataSource("{text}", null, null, null, Map.of("weight", new UnitConversion("lb", "kg", null)));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> RowMapping.of(idle, false))
                .withMessageContaining("[weight] are not part of the text");
    }

    private static DataSource weight(String from, String to) {
        return new DataSource(
                "{text} ({weight} kg)", null, null, null, Map.of("weight", new UnitConversion(from, to, null)));
    }

    private static RawRow.Fields row(Map<String, String> values) {
        return new RawRow.Fields(7, values);
    }
}
