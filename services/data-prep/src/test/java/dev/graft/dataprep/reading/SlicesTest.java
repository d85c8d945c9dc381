package dev.graft.dataprep.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.jerolba.carpet.CarpetWriter;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.store.ObjectStore.ByteRange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesTest {
    private static final int FILES = 400;

    @TempDir
    private Path folder;

    @Test
    void csv_that_is_written_anyhow_reads_in_slices_as_it_reads_whole() throws Exception {
        Random random = new Random(1);
        int cut = 0;
        for (int i = 0; i < FILES; i++) {
            String content = "\n".repeat(random.nextInt(2)) + "text,label,\"a\nb\"" + lineEnd(random) + anyCsv(random);
            RowFile file = Rows.file(folder, content, StandardCharsets.UTF_8);

            cut += assertReadsAlike("csv", file, 1 + random.nextInt(60)) ? 1 : 0;
        }
        assertThat(cut).isGreaterThan(FILES / 2);
    }

    /** Bytes that mean something to CSV more often than not, so that rows of all kinds and none come about. */
    private static String anyCsv(Random random) {
        StringBuilder content = new StringBuilder();
        int length = 20 + random.nextInt(300);
        while (content.length() < length) {
            content.append(
                    switch (random.nextInt(12)) {
                        case 0 -> random.nextInt(20) == 0 ? "\"" : ",\"\"\"\"\n";
                        case 1 -> "x\"\",";
                        case 2, 3 -> ",";
                        case 4 -> "\n";
                        case 5 -> "\r\n";
                        case 6 -> "one,\"two, and\nmore\",three\n";
                        case 7 -> "é";
                        case 8 -> random.nextInt(20) == 0 ? "\"a\"b" : "c\"d";
                        default -> "x";
                    });
        }
        return content.toString();
    }

    private static String lineEnd(Random random) {
        return random.nextBoolean() ? "\n" : "\r\n";
    }

    @Test
    void lines_of_json_good_or_bad_read_in_slices_as_they_read_whole() throws Exception {
        StringBuilder content = new StringBuilder("\uFEFF");
        for (int i = 0; i < 200; i++) {
            content.append(i % 7 == 0 ? "no json" : "{\"text\":\"größer " + i + "\",\"label\":\"a\"}")
                    .append(i % 5 == 0 ? "\r\n" : "\n")
                    .append(i % 11 == 0 ? "\n" : "");
        }
        assertThat(assertReadsAlike("jsonl", Rows.file(folder, content.toString(), StandardCharsets.UTF_8), 500))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 16", "20, 4", "100000, 1"})
    void parquet_is_cut_between_row_groups(int sliceRows, int slices) throws Exception {
        RowFile file = RowFile.of(parquet(16, 20));
        long sliceBytes = sliceRows * 40L;

        Optional<Sliced> sliced = Slices.of("parquet", file, Rows.WANTED, Rows.LIMITS, sliceBytes);

        assertThat(sliced.map(each -> each.slices().size()).orElse(1)).isEqualTo(slices);
        assertThat(assertReadsAlike("parquet", file, sliceBytes)).isEqualTo(slices > 1);
    }

    @Test
    void the_quotes_and_delimiters_that_were_found_hold_in_every_slice() throws Exception {
        String content = "text;label\n" + "'a;\nb';x\nc\"d;y\n".repeat(40);
        RowFile file = Rows.file(folder, content, Charset.forName("windows-1252"));

        assertThat(assertReadsAlike("csv", file, 100)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "Shift_JIS", "UTF-32"})
    void charsets_in_which_a_byte_may_be_half_a_character_are_not_cut(String charset) throws Exception {
        RowFile found = Rows.file(folder, "text,label\n" + "a,x\n".repeat(100), Charset.forName(charset));
        RowFile file = new RowFile(found.path(), false, Charset.forName(charset), null, null, null);

        assertThat(Slices.of("csv", file, Rows.WANTED, Rows.LIMITS, 50)).isEmpty();
        assertThat(Slices.of("jsonl", file, Rows.WANTED, Rows.LIMITS, 50)).isEmpty();
    }

    @Test
    void a_file_of_one_slice_and_one_that_is_packed_are_not_cut() throws Exception {
        Path file = Rows.file(folder, "text,label\na,x\nb,y\n", StandardCharsets.UTF_8)
                .path();

        assertThat(Slices.of("csv", RowFile.of(file), Rows.WANTED, Rows.LIMITS, 1_000))
                .isEmpty();
        assertThat(Slices.of("csv", new RowFile(file, true, null, null, null, null), Rows.WANTED, Rows.LIMITS, 5))
                .isEmpty();
    }

    @Test
    void a_file_without_the_wanted_columns_is_told_at_once() {
        RowFile file = Rows.file(folder, "utterance,label\n" + "a,x\n".repeat(100), StandardCharsets.UTF_8);

        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Slices.of("csv", file, Rows.WANTED, Rows.LIMITS, 50))
                .withMessageContaining("no column 'text'");
    }

    @Test
    void what_cannot_be_read_is_told_by_its_line_in_the_whole_file() throws Exception {
        byte[] content = ("text,label\n" + "a,x\n".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        content[11 + 4 * 90_000] = (byte) 0xFF;
        RowFile file = new RowFile(Rows.file(folder, content).path(), false, StandardCharsets.UTF_8, null, null, null);
        Sliced sliced = Slices.of("csv", file, Rows.WANTED, Rows.LIMITS, 50_000).orElseThrow();

        assertThat(inSlices("csv", file, sliced).end())
                .hasValueSatisfying(end -> assertThat(end).contains("line 90002 is not UTF-8"));
    }

    /** Rows, and why there are no more of them. */
    private record Read(List<RawRow> rows, Optional<String> end) {}

    /** Whether the file was cut at all. */
    private boolean assertReadsAlike(String format, RowFile file, long sliceBytes) throws Exception {
        Optional<Sliced> sliced;
        try {
            sliced = Slices.of(format, file, Rows.WANTED, Rows.LIMITS, sliceBytes);
        } catch (UnreadableSource e) {
            return false;
        }
        if (sliced.isEmpty()) {
            return false;
        }
        assertThat(inSlices(format, file, sliced.get()))
                .as(() -> Rows.shown(file))
                .isEqualTo(read(Rows.open(format, file, Rows.WANTED)));
        return true;
    }

    private static Read read(RowSource source) throws IOException {
        List<RawRow> rows = new ArrayList<>();
        try (source) {
            for (RawRow row = source.next(); row != null; row = source.next()) {
                rows.add(row);
            }
            return new Read(rows, Optional.empty());
        } catch (UnreadableSource e) {
            // The row before the first of a slice is known by the line that it ends on, not the one that it starts on.
            return new Read(rows, Optional.of(String.valueOf(e.getMessage()).replaceAll("after line \\d+", "behind")));
        }
    }

    private Read inSlices(String format, RowFile file, Sliced sliced) throws Exception {
        byte[] content = Files.readAllBytes(file.path());
        List<RawRow> rows = new ArrayList<>();
        for (Slice slice : sliced.slices()) {
            Path own = Files.createTempFile(folder, "slice", "");
            copy(content, slice, own);
            Read read = read(Rows.open(format, sliced.file(own, slice), Rows.WANTED));
            rows.addAll(read.rows());
            if (read.end().isPresent()) {
                return new Read(rows, read.end());
            }
        }
        return new Read(rows, Optional.empty());
    }

    private static void copy(byte[] content, Slice slice, Path file) throws IOException {
        try (RandomAccessFile target = new RandomAccessFile(file.toFile(), "rw")) {
            for (ByteRange piece : slice.pieces()) {
                byte[] bytes = Arrays.copyOfRange(content, (int) piece.from(), (int) (piece.from() + piece.bytes()));
                assertThat(Hashes.sha256(bytes)).isEqualTo(piece.sha256());
                target.seek(piece.at());
                target.write(bytes);
            }
        }
    }

    /** Rows of a Parquet file. */
    public record Labelled(String text, String label) {}

    private Path parquet(int groups, int rowsOfGroup) throws IOException {
        Path file = folder.resolve("rows.parquet");
        try (OutputStream out = Files.newOutputStream(file);
                CarpetWriter<Labelled> writer = new CarpetWriter.Builder<>(out, Labelled.class)
                        .withRowGroupRowCountLimit(rowsOfGroup)
                        .build()) {
            for (int i = 0; i < groups * rowsOfGroup; i++) {
                writer.write(new Labelled("text number " + i, "label" + i % 3));
            }
        }
        return file;
    }
}
