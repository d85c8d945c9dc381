package dev.graft.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchFileTest {

    @TempDir
    Path folder;

    @Test
    void knows_format_compression_and_hash() throws Exception {
        BatchFile file = BatchFile.of(Files.writeString(folder.resolve("Rows.CSV"), "abc"));

        assertThat(file.format()).isEqualTo("csv");
        assertThat(file.compression()).isEqualTo("none");
        assertThat(file.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @ParameterizedTest
    @CsvSource({"Photos.ZIP, zip, none", "photos.tar, tar, none", "photos.tar.gz, tar, gzip", "photos.tgz, tar, gzip"})
    void knows_archives_of_images(String name, String format, String compression) throws Exception {
        BatchFile file = BatchFile.of(Files.writeString(folder.resolve(name), "abc"));

        assertThat(file.format()).isEqualTo(format);
        assertThat(file.compression()).isEqualTo(compression);
    }

    @Test
    void refuses_what_is_neither_csv_nor_json_lines() throws Exception {
        Path file = Files.writeString(folder.resolve("rows.xlsx"), "abc");

        assertThatThrownBy(() -> BatchFile.of(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows.xlsx");
    }

    @Test
    void reads_rows_of_a_csv_with_its_own_column_names() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "id,msg,intent\n1,\"Hello, \"\"you\"\"\",greet\n");

        assertThat(InlineRows.read(BatchFile.of(file), new FileReading("msg", null, "intent", null, null, null, null)))
                .hasToString("[{\"text\":\"Hello, \\\"you\\\"\",\"label\":\"greet\"}]");
    }

    @Test
    void reads_rows_of_packed_json_lines() throws Exception {
        Path file = folder.resolve("a.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{\"text\":\"hi\",\"label\":\"greet\"}\n\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(InlineRows.read(BatchFile.of(file), FileReading.PLAIN))
                .hasToString("[{\"text\":\"hi\",\"label\":\"greet\"}]");
    }

    @Test
    void reads_the_second_text_of_a_pair_where_there_is_one() throws Exception {
        Path csv = Files.writeString(folder.resolve("a.csv"), "text,q2,label\nhi,hello,same\n");
        Path lines = Files.writeString(
                folder.resolve("a.jsonl"), "{\"text\":\"hi\",\"textPair\":\"hello\",\"label\":\"same\"}\n");

        assertThat(InlineRows.read(BatchFile.of(csv), new FileReading("text", "q2", "label", null, null, null, null)))
                .hasToString("[{\"text\":\"hi\",\"textPair\":\"hello\",\"label\":\"same\"}]");
        assertThat(InlineRows.read(BatchFile.of(lines), FileReading.PLAIN))
                .hasToString("[{\"text\":\"hi\",\"textPair\":\"hello\",\"label\":\"same\"}]");
    }

    @Test
    void rows_without_labels_are_said_to_have_none() throws Exception {
        Path csv = Files.writeString(folder.resolve("a.csv"), "text,label\nhi,greet\n");
        Path lines = Files.writeString(folder.resolve("a.jsonl"), "{\"text\":\"hi\"}\n");
        FileReading unlabelled = new FileReading("text", null, null, null, null, null, null);
        ObjectNode payload = JsonNodeFactory.instance.objectNode();

        unlabelled.writeTo(payload, payload.putObject("source"));

        assertThat(payload).hasToString("{\"source\":{},\"unlabelled\":true}");
        assertThat(InlineRows.read(BatchFile.of(csv), unlabelled)).hasToString("[{\"text\":\"hi\"}]");
        assertThat(InlineRows.read(BatchFile.of(lines), unlabelled)).hasToString("[{\"text\":\"hi\"}]");
    }

    @Test
    void names_the_row_that_lacks_a_label() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"text\":\"hi\"}\n");

        assertThatThrownBy(() -> InlineRows.read(BatchFile.of(file), FileReading.PLAIN))
                .hasMessageContaining("row 1")
                .hasMessageContaining("label");
    }
}
