package dev.graft.dataprep.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.dataprep.testing.EndlessInput;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesRowsTest {
    private static final long TWO_GIGABYTES = 2L << 30;

    @Test
    void reads_an_object_a_line_whatever_the_line_ends() throws Exception {
        String file =
                "\uFEFF{\"text\":\"one\",\"label\":\"a\"}\r\n\n  \n{\"label\":\"b\",\"text\":\"two\",\"more\":[1]}";

        assertThat(Rows.of("jsonl", Rows.bytes(file)))
                .containsExactly(Rows.row(1, "one", "a"), Rows.row(4, "two", "b"));
    }

    @Test
    void takes_the_fields_that_are_wanted() throws Exception {
        RowSource source = JsonLinesRows.of(
                Rows.bytes("{\"utterance\":\"one\",\"intent\":\"a\",\"more\":[1]}"),
                new Wanted(List.of("utterance", "intent"), false),
                Rows.LIMITS,
                Rows.UTF_8,
                0);

        assertThat(Rows.of(source)).containsExactly(new RawRow.Fields(1, Map.of("utterance", "one", "intent", "a")));
    }

    @Test
    void leaves_out_what_a_row_does_not_have() throws Exception {
        assertThat(Rows.of("jsonl", Rows.bytes("{}\n{\"text\":null,\"label\":\"a\"}")))
                .containsExactly(new RawRow.Fields(1, Map.of()), new RawRow.Fields(2, Map.of("label", "a")));
    }

    @Test
    void numbers_and_truth_values_are_text_where_they_may_be_cast() throws Exception {
        RowSource source = JsonLinesRows.of(
                Rows.bytes("{\"text\":12.50,\"label\":true}\n{\"text\":[],\"label\":\"a\"}"),
                new Wanted(List.of("text", "label"), true),
                Rows.LIMITS,
                Rows.UTF_8,
                0);

        assertThat(Rows.of(source))
                .satisfiesExactly(
                        cast -> assertThat(cast).isEqualTo(Rows.row(1, "12.5", "true")),
                        list -> assertThat(((RawRow.Broken) list).rule()).isEqualTo("field-not-text"));
    }

    @Test
    void reads_other_charsets_line_by_line(@TempDir Path folder) throws Exception {
        String content = "{\"text\":\"\u4F60\u597D\",\"label\":\"a\"}\n{\"text\":\"\u518D\u89C1\",\"label\":\"b\"}";
        Path file = Rows.file(folder, content, Charset.forName("UTF-16")).path();

        RowSource source = Rows.open("jsonl", RowFile.of(file), Rows.WANTED);

        assertThat(source.notes().charset()).isEqualTo("UTF-16BE");
        assertThat(Rows.of(source)).containsExactly(Rows.row(1, "\u4F60\u597D", "a"), Rows.row(2, "\u518D\u89C1", "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"cut | row-not-json",
                "[1,2] | row-not-json",
                "\"text\" | row-not-json",
                "{\"text\":1,\"label\":\"a\"} | field-not-text",
                "{\"text\":\"x\",\"label\":{}} | field-not-text",
                "{\"text\":\"x\",\"label\":\"a\"} trailing | row-not-json"
            })
    void a_line_that_is_no_row_is_broken_alone(String line, String rule) throws Exception {
        assertThat(Rows.of("jsonl", Rows.bytes(line + "\n{\"text\":\"next\",\"label\":\"a\"}")))
                .satisfiesExactly(
                        broken -> assertThat(broken)
                                .isInstanceOfSatisfying(
                                        RawRow.Broken.class,
                                        row -> assertThat(row.rule()).isEqualTo(rule)),
                        next -> assertThat(next).isEqualTo(Rows.row(2, "next", "a")));
    }

    @Test
    void deeply_nested_json_is_broken_and_overflows_no_stack() throws Exception {
        String line = "{\"text\":" + "[".repeat(100_000);

        assertThat(Rows.of("jsonl", Rows.bytes(line))).singleElement().isInstanceOf(RawRow.Broken.class);
    }

    @Test
    void a_line_that_is_not_utf_8_is_broken_alone() throws Exception {
        byte[] latin = "{\"text\":\"caf\u00E9\",\"label\":\"a\"}\n{\"text\":\"next\",\"label\":\"a\"}"
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Rows.of("jsonl", new ByteArrayInputStream(latin)))
                .satisfiesExactly(
                        broken -> assertThat(((RawRow.Broken) broken).rule()).isEqualTo("row-not-utf-8"),
                        next -> assertThat(next).isEqualTo(Rows.row(2, "next", "a")));
    }

    @Test
    void a_line_of_two_gigabytes_is_skipped_in_little_memory_and_reading_goes_on() throws Exception {
        EndlessInput file = new EndlessInput(
                "{\"text\":\"one\",\"label\":\"a\"}\n{\"text\":\"",
                'x',
                TWO_GIGABYTES,
                "\"}\n{\"text\":\"two\",\"label\":\"a\"}\n");
        long before = allocatedBytes();

        var rows = Rows.of("jsonl", file);

        assertThat(allocatedBytes() - before).isLessThan(32L << 20);
        assertThat(rows).hasSize(3).element(1).isInstanceOfSatisfying(RawRow.Broken.class, row -> {
            assertThat(row.rule()).isEqualTo("row-too-long");
            assertThat(row.reason()).contains("2147483659 bytes");
            assertThat(row.excerpt()).hasSizeLessThanOrEqualTo(200);
        });
        assertThat(rows).last().isEqualTo(Rows.row(3, "two", "a"));
    }

    private static long allocatedBytes() {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
