package dev.graft.dataprep.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.task.Split;
import dev.graft.dataprep.rule.RowIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SketchFileTest {
    private static final Nearness NEARNESS = Nearness.DEFAULT;
    private static final List<String> SPLITS = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);
    private static final int VERSION_AT = 11;

    private final Sentences sentences = new Sentences(8);
    private final List<SketchedRow> rows = new ArrayList<>();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write_a_file() throws IOException {
        Sketcher sketcher = new Sketcher(NEARNESS);
        for (int i = 0; i < 12; i++) {
            String text = sentences.next(8);
            rows.add(new SketchedRow(RowIds.of(text), sketcher.sketch(text), SPLITS.get(i % 3), "标签 " + i % 7));
        }
        file = folder.resolve("rows.sketches");
        write(file, rows);
    }

    @Test
    void rows_come_back_as_they_were_and_in_order() throws IOException {
        assertThat(read(file)).isEqualTo(rows);
    }

    @Test
    void a_shard_without_rows_has_a_file_too() throws IOException {
        write(file, List.of());

        assertThat(read(file)).isEmpty();
    }

    @Test
    void the_same_rows_give_the_same_bytes() throws IOException {
        Path again = folder.resolve("again.sketches");
        write(again, rows);

        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void an_index_rebuilt_from_files_answers_as_the_first_one() throws IOException {
        // given
        NearDuplicates first = new NearDuplicates(NEARNESS);
        Path before = folder.resolve("before.sketches");
        List<String> texts = new ArrayList<>();
        try (SketchWriter writer = new SketchWriter(before, NEARNESS)) {
            for (int i = 0; i < 500; i++) {
                texts.add(i % 2 == 0 ? sentences.next(15) : sentences.changed(texts.get(i / 2), Sentences.Change.WORD));
                String text = texts.get(i);
                SketchedRow row = new SketchedRow(RowIds.of(text), first.sketch(text), SPLITS.get(i % 3), "any");
                first.add(row);
                writer.add(row);
            }
            writer.finish();
        }
        rows.forEach(first::add);

        // when
        NearDuplicates rebuilt = new NearDuplicates(NEARNESS);
        SketchFile.read(before, NEARNESS, rebuilt::add);
        SketchFile.read(file, NEARNESS, rebuilt::add);

        // then
        assertThat(rebuilt.size()).isEqualTo(first.size());
        List<Optional<Near>> answers = answers(first, texts);
        assertThat(answers(rebuilt, texts)).isEqualTo(answers);
        assertThat(answers.stream().filter(Optional::isPresent).count()).isGreaterThan(100);
    }

    @Test
    void any_damaged_byte_is_noticed_before_a_row_is_handed_over() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at < sound.length; at++) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);

            assertUnreadable();
        }
    }

    @Test
    void a_file_cut_anywhere_is_noticed() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        for (int length = 0; length < sound.length; length++) {
            Files.write(file, Arrays.copyOf(sound, length));

            assertUnreadable();
        }
    }

    @Test
    void a_writer_that_did_not_finish_leaves_no_readable_file() throws IOException {
        try (SketchWriter writer = new SketchWriter(file, NEARNESS)) {
            writer.add(rows.get(0));
        }

        assertUnreadable();
    }

    @Test
    void says_what_is_wrong_with_a_file() throws IOException {
        Path other = folder.resolve("other");
        Files.writeString(other, "text,label\n".repeat(20));
        byte[] newer = Files.readAllBytes(file);
        newer[VERSION_AT] = 2;
        Path next = folder.resolve("next.sketches");
        Files.write(next, newer);

        assertThatThrownBy(() -> read(other)).hasMessageContaining("holds no sketches");
        assertThatThrownBy(() -> read(next)).hasMessageContaining("is of version 2, and only 1 can be read");
        assertThatThrownBy(() -> SketchFile.read(file, new Nearness(0.9, 0.95), row -> {}))
                .hasMessageContaining("a threshold of 0.8 and a recall of 0.95, not for 0.9 and 0.95");
    }

    @Test
    void refuses_to_write_sketches_of_another_nearness() throws IOException {
        Sketch foreign = new Sketcher(new Nearness(0.5, 0.95)).sketch("any");
        try (SketchWriter writer = new SketchWriter(file, NEARNESS)) {
            assertThatThrownBy(() -> writer.add(new SketchedRow(RowIds.of("any"), foreign, Split.TRAIN, "any")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void assertUnreadable() {
        List<SketchedRow> handedOver = new ArrayList<>();
        assertThatThrownBy(() -> SketchFile.read(file, NEARNESS, handedOver::add))
                .isInstanceOf(UnreadableSketches.class)
                .hasMessageContaining("rows.sketches");
        assertThat(handedOver).isEmpty();
    }

    private static List<Optional<Near>> answers(NearDuplicates index, List<String> texts) {
        return texts.stream()
                .map(text -> index.firstNear(RowIds.of("asked " + text), text))
                .toList();
    }

    private static void write(Path file, List<SketchedRow> rows) throws IOException {
        try (SketchWriter writer = new SketchWriter(file, NEARNESS)) {
            for (SketchedRow row : rows) {
                writer.add(row);
            }
            writer.finish();
        }
    }

    private static List<SketchedRow> read(Path file) throws IOException {
        List<SketchedRow> read = new ArrayList<>();
        SketchFile.read(file, NEARNESS, read::add);
        return read;
    }
}
