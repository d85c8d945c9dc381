package dev.graft.dataprep.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowIdsTest {
    @ParameterizedTest
    @CsvSource({
        "'Where is it?', 'where is it?'",
        "'  Where   is\tit? ', 'Where is it?'",
        "'Where\u00A0is\u3000it?', 'Where is it?'",
        "'caf\u00E9', 'cafe\u0301'",
        "'STRASSE', 'stra\u00DFe'",
        "'STRA\u1E9EE', 'strasse'",
        "'\u039F\u0394\u039F\u03A3', '\u03BF\u03B4\u03BF\u03C2'"
    })
    void texts_that_say_the_same_are_one_row(String one, String other) {
        assertThat(RowIds.of(one)).isEqualTo(RowIds.of(other));
    }

    @ParameterizedTest
    @CsvSource({"'where is it?', 'where is it'", "'refund 1', 'refund 2'", "'resume', 'r\u00E9sum\u00E9'"})
    void texts_that_differ_otherwise_are_two(String one, String other) {
        assertThat(RowIds.of(one)).isNotEqualTo(RowIds.of(other));
    }

    @Test
    void an_id_never_changes() {
        assertThat(RowIds.of("Where is my parcel?")).isEqualTo("25a7ed96e4ac1e67ba83940eae2d5ba9");
    }

    @Test
    void plain_texts_are_folded_as_all_others() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(12, 0, 0x90)
                    .map(each -> each % 3 == 0 ? " \t\n\u000B\f\r".charAt(each % 6) : each)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            assertThat(RowIds.normalise(text)).isEqualTo(RowIds.folded(text));
        }
    }

    @Test
    void normalising_twice_changes_nothing_more() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(12, 0x20, 0x2FFF)
                    .filter(Character::isDefined)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String once = RowIds.normalise(text);

            assertThat(RowIds.normalise(once)).isEqualTo(once);
        }
    }
}
