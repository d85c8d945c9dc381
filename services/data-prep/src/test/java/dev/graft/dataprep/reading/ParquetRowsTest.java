package dev.graft.dataprep.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.jerolba.carpet.CarpetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {
    private static final Wanted SCALARS = new Wanted(List.of("text", "label", "stars"), true);

    @TempDir
    Path folder;

    /** What a labelling tool may export. */
    public record Review(String text, String label, Integer stars, List<String> tags) {}

    @Test
    void reads_the_wanted_columns_and_names_the_others() throws Exception {
        Path file = write(List.of(new Review("one", "a", 5, List.of("x")), new Review(null, "b", 1, List.of())));

        RowSource source = Rows.open("parquet", RowFile.of(file), Rows.WANTED);

        assertThat(source.notes().unusedColumns()).containsExactly("stars", "tags");
        assertThat(Rows.of(source))
                .containsExactly(Rows.row(1, "one", "a"), new RawRow.Fields(2, Map.of("label", "b")));
    }

    @Test
    void reads_one_row_group_after_the_other() throws Exception {
        List<Review> reviews = IntStream.range(0, 20_000)
                .mapToObj(i -> new Review("a review with the number " + i, "a", i, List.of()))
                .toList();

        List<RawRow> rows = Rows.of(Rows.open("parquet", RowFile.of(write(reviews)), SCALARS));

        assertThat(rows).hasSize(20_000);
        assertThat(rows.get(19_999))
                .isEqualTo(new RawRow.Fields(
                        20_000, Map.of("text", "a review with the number 19999", "label", "a", "stars", "19999")));
    }

    @Test
    void a_number_is_text_only_where_it_may_be_cast() throws Exception {
        Path file = write(List.of(new Review("one", "a", 5, List.of())));

        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Rows.open("parquet", RowFile.of(file), new Wanted(List.of("text", "stars"), false)))
                .withMessageContaining("'stars'")
                .withMessageContaining("declare a data source");
    }

    @Test
    void a_list_is_no_text() throws Exception {
        Path file = write(List.of(new Review("one", "a", 5, List.of("x"))));

        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Rows.open("parquet", RowFile.of(file), new Wanted(List.of("tags"), true)))
                .withMessageContaining("'tags'");
    }

    @Test
    void a_missing_column_is_named_with_those_that_there_are() throws Exception {
        Path file = write(List.of(new Review("one", "a", 5, List.of())));

        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Rows.open("parquet", RowFile.of(file), new Wanted(List.of("utterance"), false)))
                .withMessageContaining("no column 'utterance'; it has [text, label, stars, tags]");
    }

    @Test
    void a_file_that_is_cut_short_or_something_else_is_unreadable() throws Exception {
        byte[] whole = Files.readAllBytes(write(List.of(new Review("one", "a", 5, List.of()))));

        assertUnreadable(Arrays.copyOf(whole, whole.length - 3));
        assertUnreadable("text,label\none,a\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertUnreadable(new byte[] {1});
    }

    @Test
    void any_damaged_byte_is_an_unreadable_source_or_a_row_and_nothing_else() throws Exception {
        byte[] whole = Files.readAllBytes(write(IntStream.range(0, 50)
                .mapToObj(i -> new Review("review " + i, i % 2 == 0 ? "a" : "b", i, List.of()))
                .toList()));
        Random random = new Random(7);

        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                Rows.of(Rows.open("parquet", Rows.file(folder, damaged), Rows.WANTED));
            } catch (UnreadableSource e) {
                assertThat(e).hasMessageContaining("Parquet");
            }
        }
    }

    private void assertUnreadable(byte[] content) {
        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Rows.of(Rows.open("parquet", Rows.file(folder, content), Rows.WANTED)))
                .withMessageContaining("Parquet file");
    }

    private Path write(List<Review> reviews) throws IOException {
        Path file = Files.createTempFile(folder, "reviews", ".parquet");
        try (OutputStream out = Files.newOutputStream(file);
                CarpetWriter<Review> writer = new CarpetWriter.Builder<>(out, Review.class)
                        .withRowGroupSize(64 << 10)
                        .build()) {
            writer.write(reviews);
        }
        return file;
    }
}
