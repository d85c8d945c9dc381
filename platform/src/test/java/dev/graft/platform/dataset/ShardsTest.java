package dev.graft.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardsTest {
    @TempDir
    Path folder;

    @Test
    void reads_back_what_it_wrote() throws IOException {
        List<DatasetRow> rows = IntStream.range(0, 1_000)
                .mapToObj(i -> new DatasetRow("row" + i, "text \u00fc\u4f60 " + i, "label" + i % 7, "train", "b1"))
                .toList();

        Shards.write(folder.resolve("rows.parquet"), rows);

        assertThat(Shards.read(folder.resolve("rows.parquet"))).isEqualTo(rows);
    }

    @Test
    void the_same_rows_give_the_same_bytes() throws IOException {
        List<DatasetRow> rows = List.of(new DatasetRow("1", "hello", "greeting", "test", "b1"));

        Shards.write(folder.resolve("one.parquet"), rows);
        Shards.write(folder.resolve("two.parquet"), rows);

        assertThat(folder.resolve("one.parquet")).hasSameBinaryContentAs(folder.resolve("two.parquet"));
        assertThat(Files.readAllBytes(folder.resolve("one.parquet"))).startsWith('P', 'A', 'R', '1');
    }

    @Test
    void hands_over_row_ids_and_labels_alone() throws IOException {
        Shards.write(
                folder.resolve("rows.parquet"),
                List.of(
                        new DatasetRow("1", "hello", "greeting", "test", "b1"),
                        new DatasetRow("2", "bye", "parting", "train", "b1")));
        List<String> seen = new ArrayList<>();

        Shards.forEachLabel(folder.resolve("rows.parquet"), (rowId, label) -> seen.add(rowId + "=" + label));

        assertThat(seen).containsExactly("1=greeting", "2=parting");
    }

    @Test
    void no_rows_are_a_shard_too() throws IOException {
        Shards.write(folder.resolve("none.parquet"), List.of());

        assertThat(Shards.read(folder.resolve("none.parquet"))).isEmpty();
    }

    @Test
    void languages_are_kept_where_there_are_any() throws IOException {
        List<DatasetRow> rows = List.of(
                new DatasetRow("0".repeat(32), new RowContent.Text("hallo", "deu"), "a", "train", "b", null),
                new DatasetRow("1".repeat(32), new RowContent.Text("x", "und"), "a", "train", "b", null));
        Path file = folder.resolve("tagged.parquet");

        Shards.writeTagged(file, rows);

        assertThat(Shards.read(file)).isEqualTo(rows);
    }

    @Test
    void pairs_keep_both_texts() throws IOException {
        List<DatasetRow> rows = List.of(
                new DatasetRow("0".repeat(32), new RowContent.Text("a", "b", null), "same", "train", "b", null),
                new DatasetRow(
                        "1".repeat(32), new RowContent.Text("hallo", "du", "deu"), "other", "test", "b", "forum"));
        Path file = folder.resolve("pairs.parquet");

        Shards.writePairs(file, rows);

        assertThat(Shards.read(file)).isEqualTo(rows);
        assertThat(rows.get(0).texts().all()).isEqualTo("a\nb");
    }

    @Test
    void pictures_lie_in_the_shard_as_they_came() throws IOException {
        byte[] file = {(byte) 0xff, (byte) 0xd8, 0, 1, 2};
        RowContent.Image image = new RowContent.Image("bees/1.jpg", "0f".repeat(32), file::clone);
        DatasetRow row = new DatasetRow("1", image, "bees", "train", "b1", "garden");

        Shards.writeImages(folder.resolve("rows.parquet"), List.of(row));

        DatasetRow read = Shards.read(folder.resolve("rows.parquet")).get(0);
        assertThat(read.image().file().get()).isEqualTo(file);
        assertThat(read.image().name()).isEqualTo("bees/1.jpg");
        assertThat(read.with(image)).isEqualTo(row);
        assertThatIllegalStateException().isThrownBy(read::text).withMessageContaining("holds no text");
    }

    @Test
    void what_tells_pictures_apart_is_read_without_them() throws IOException {
        List<DatasetRow> rows = IntStream.range(0, 3)
                .mapToObj(i -> new DatasetRow(
                        "row" + i,
                        new RowContent.Image("i" + i, "a" + i, () -> new byte[100_000]),
                        "label" + i,
                        "test",
                        "b1",
                        null))
                .toList();
        Shards.writeImages(folder.resolve("rows.parquet"), rows);
        List<String> seen = new ArrayList<>();

        Shards.forEachImage(
                folder.resolve("rows.parquet"),
                (rowId, hash, label, split) -> seen.add(String.join(" ", rowId, hash, label, split)));

        assertThat(seen).containsExactly("row0 a0 label0 test", "row1 a1 label1 test", "row2 a2 label2 test");
    }

    @Test
    void numbers_keep_every_bit_and_their_gaps() throws IOException {
        double[] values = {1.5, Double.NaN, -0.1 - 0.2, Double.MIN_VALUE};
        List<DatasetRow> rows = List.of(
                new DatasetRow("1", new RowContent.Numbers(values, "greenhouse"), "warm", "train", "b1", "greenhouse"),
                new DatasetRow("2", new RowContent.Numbers(new double[] {7}, null), "cold", "test", "b1", null));

        Shards.writeNumbers(folder.resolve("rows.parquet"), rows);

        assertThat(Shards.read(folder.resolve("rows.parquet"))).isEqualTo(rows);
        assertThatIllegalStateException().isThrownBy(rows.get(0)::image).withMessageContaining("holds no picture");
    }
}
