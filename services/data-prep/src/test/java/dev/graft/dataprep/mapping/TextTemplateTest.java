package dev.graft.dataprep.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTemplateTest {
    @Test
    void puts_values_in_their_places() {
        TextTemplate template = TextTemplate.parse("{subject}: {body of it} {{sic}} {subject}");

        assertThat(template.columns()).containsExactly("subject", "body of it");
        assertThat(template.fill(Map.of("subject", "Parcel", "body of it", "lost {x}")::get))
                .isEqualTo("Parcel: lost {x} {sic} Parcel");
    }

    @Test
    void a_column_without_a_value_leaves_its_place_empty_and_no_value_at_all_is_no_text() {
        TextTemplate template = TextTemplate.parse("{subject}: {body}");

        assertThat(template.fill(Map.of("body", "lost")::get)).isEqualTo(": lost");
        assertThat(template.fill(Map.<String, String>of()::get)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain words | names 0 columns",
                "{open | never closed",
                "shut} | closes nothing",
                "{} | hold no name",
                "{a{b} | hold no name"
            })
    void says_what_is_wrong_with_a_template(String template, String reason) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> TextTemplate.parse(template))
                .withMessageContaining(reason);
    }
}
