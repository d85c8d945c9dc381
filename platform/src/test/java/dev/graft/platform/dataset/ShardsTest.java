package dev.graft.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.document.DatasetRow;
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
}
