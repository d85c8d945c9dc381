package dev.graft.dataprep.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.graft.dataprep.testing.EndlessInput;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowsTest {
    @Test
    void reads_quotes_commas_and_line_breaks_inside_fields() throws Exception {
        String file = "\uFEFFid,label,text\r\n1,a,\"one, \"\"two\"\"\nthree\"\r\n\r\n2,b,plain\r\n";

        assertThat(Rows.of("csv", Rows.bytes(file)))
                .containsExactly(Rows.row(2, "one, \"two\"\nthree", "a"), Rows.row(5, "plain", "b"));
    }

    @Test
    void takes_the_columns_that_are_wanted() throws Exception {
        RowSource source = CsvRows.of(
                Rows.bytes("intent,more,utterance\na,x,one\n"),
                new Wanted(List.of("utterance", "intent"), false),
                Rows.LIMITS,
                Rows.UTF_8_WITH_COMMAS);

        assertThat(source.notes().unusedColumns()).containsExactly("more");
        assertThat(Rows.of(source)).containsExactly(new RawRow.Fields(2, Map.of("utterance", "one", "intent", "a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text,label\n\"a;b\",x",
                "text;label\n\"a;b\";x",
                "text|label\na;b|x",
                "text\tlabel\na;b\tx",
                "'text';'label'\n'a;b';'x'"
            })
    void finds_out_how_fields_are_told_apart(String content, @TempDir Path folder) throws Exception {
        RowSource source = Rows.open("csv", Rows.file(folder, content, StandardCharsets.UTF_8), Rows.WANTED);

        assertThat(Rows.of(source)).containsExactly(Rows.row(2, "a;b", "x"));
    }

    @Test
    void takes_the_dialect_that_the_producer_says(@TempDir Path folder) throws Exception {
        Path file =
                Rows.file(folder, "text,label~~more\n", StandardCharsets.UTF_8).path();
        Files.writeString(file, "text^label\n~a^b~^x\n");

        RowSource source = Rows.open("csv", new RowFile(file, false, null, '^', '~', null), Rows.WANTED);

        assertThat(source.notes().delimiter()).isEqualTo("^");
        assertThat(Rows.of(source)).containsExactly(Rows.row(2, "a^b", "x"));
    }

    @Test
    void a_column_that_is_named_twice_is_refused() {
        assertUnreadable("text,label,text\none,a,two\n", "names the column 'text' twice");
    }

    @Test
    void a_row_with_another_number_of_fields_is_broken_alone() throws Exception {
        assertThat(Rows.of("csv", Rows.bytes("text,label\none\ntwo,a,b\nthree,a\n")))
                .satisfiesExactly(
                        few -> assertThat(((RawRow.Broken) few).rule()).isEqualTo("field-count"),
                        many -> assertThat(((RawRow.Broken) many).excerpt()).isEqualTo("two,a,b"),
                        right -> assertThat(right).isEqualTo(Rows.row(4, "three", "a")));
    }

    @Test
    void a_header_without_the_columns_is_named() {
        assertUnreadable("utterance,intent\none,a\n", "has no column 'text'; it names utterance,intent");
    }

    @Test
    void an_empty_file_is_unreadable() {
        assertUnreadable("", "is empty");
    }

    @Test
    void characters_after_a_closing_quote_are_unreadable_with_their_line() {
        assertUnreadable("text,label\none,a\n\"two\" and,b\n", "after line");
    }

    @Test
    void bytes_that_are_no_utf_8_are_unreadable_with_their_line() {
        byte[] latin = "text,label\none,a\ncaf\u00E9,a\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Rows.of("csv", new ByteArrayInputStream(latin)))
                .withMessageContaining("line 3 is not UTF-8; store");
    }

    @Test
    void a_character_cut_off_at_the_end_is_unreadable() {
        byte[] cut = {'t', 'e', 'x', 't', ',', 'l', 'a', 'b', 'e', 'l', '\n', 'x', ',', (byte) 0xC3};

        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Rows.of("csv", new ByteArrayInputStream(cut)))
                .withMessageContaining("line 2 is not UTF-8");
    }

    @Test
    void a_quote_that_never_ends_is_not_read_into_memory() {
        EndlessInput file = new EndlessInput("text,label\none,a\n\"", 'x', 2L << 30, "\",a\n");

        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Rows.of("csv", file))
                .withMessageContaining("after line 2");
        assertThat(file.position()).isLessThan(8L << 20);
    }

    @Test
    void a_row_of_a_million_commas_is_not_read_into_memory() {
        EndlessInput file = new EndlessInput("text,label\none,a\n", ',', 2L << 30, "\n");

        assertThatExceptionOfType(UnreadableSource.class).isThrownBy(() -> Rows.of("csv", file));
        assertThat(file.position()).isLessThan(8L << 20);
    }

    @Test
    void characters_that_straddle_buffers_stay_whole() throws Exception {
        String text = "\uD83D\uDE42\u00E9".repeat(30_000);

        assertThat(Rows.of("csv", Rows.bytes("text,label\nx" + text + ",a\n")))
                .containsExactly(Rows.row(2, "x" + text, "a"));
    }

    private static void assertUnreadable(String file, String message) {
        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Rows.of("csv", Rows.bytes(file)))
                .withMessageContaining(message);
    }
}
