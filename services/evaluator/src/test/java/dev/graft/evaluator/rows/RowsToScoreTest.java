package dev.graft.evaluator.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Task;
import dev.graft.evaluator.answering.HeldOut;
import dev.graft.learning.gate.TestSplit;
import dev.graft.learning.image.DecodedImages;
import dev.graft.learning.image.PngFile;
import dev.graft.learning.image.RgbImage;
import dev.graft.platform.json.Hashes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsToScoreTest {
    private static final Task TEXTS = task(Task.TEXT, null);

    @Test
    void cuts_texts_by_source_class_batch_length_and_language() {
        List<DatasetRow> rows = List.of(
                text("short one", "a", "b1", "chat", "eng"),
                text("a text of some more words than that", "b", "b1", "mail", "eng"),
                text("ein Text auf Deutsch, der auch nicht kurz ist", "b", "b2", null, "deu"));

        Map<String, BitSet> slices = split(TEXTS, rows, List.of()).further();

        assertThat(rowsOf(slices, "data-source:chat")).containsExactly(0);
        assertThat(rowsOf(slices, "data-source:mail")).containsExactly(1);
        assertThat(rowsOf(slices, "class:a")).containsExactly(0);
        assertThat(rowsOf(slices, "class:b")).containsExactly(1, 2);
        assertThat(rowsOf(slices, "batch:b1")).containsExactly(0, 1);
        assertThat(rowsOf(slices, "length:1-19")).containsExactly(0);
        assertThat(rowsOf(slices, "length:20-79")).containsExactly(1, 2);
        assertThat(rowsOf(slices, "language:deu")).containsExactly(2);
    }

    @Test
    void makes_no_slice_of_what_all_rows_have_but_of_their_only_source() {
        List<DatasetRow> rows = List.of(text("one", "a", "b1", "chat", null), text("two", "b", "b1", "chat", null));

        Map<String, BitSet> slices = split(TEXTS, rows, List.of()).further();

        assertThat(slices.keySet())
                .contains("data-source:chat", "class:a")
                .doesNotContain("batch:b1", "length:1-19")
                .noneMatch(slice -> slice.startsWith("language"));
    }

    @Test
    void keeps_golden_and_changed_rows_apart_from_the_test_rows() {
        List<DatasetRow> rows =
                List.of(text("Where is it?", "a", "b1", null, null), text("Two", "b", "b1", null, null));
        List<DatasetRow> golden = List.of(text("Golden", "a", "golden-set", null, null));
        RowsToScore toScore = toScore(TEXTS, rows, golden);

        TestSplit split = toScore.split(new BitSet(), 20);

        assertThat(toScore.tests()).isEqualTo(2);
        assertThat(toScore.rows()).hasSize(2 + 1 + 2 * 2);
        assertThat(split.apart().cardinality()).isEqualTo(5);
        assertThat(rowsOf(split.further(), "golden-set")).containsExactly(2);
        assertThat(rowsOf(split.further(), "perturbed:case"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(toScore.rows().get(row).text()).isIn("WHERE IS IT?", "TWO"));
        assertThat(split.truth()).startsWith("a", "b", "a");
    }

    @Test
    void changes_the_same_row_in_the_same_way_each_time_and_gives_it_an_id_of_its_own() {
        List<DatasetRow> rows = List.of(
                text("a sentence that is long enough for a typing error or two, as it goes on", "a", "b1", null, null));

        List<DatasetRow> once = toScore(TEXTS, rows, List.of()).rows();
        List<DatasetRow> again = toScore(TEXTS, rows, List.of()).rows();

        assertThat(again).isEqualTo(once);
        assertThat(once.stream().map(DatasetRow::rowId)).doesNotHaveDuplicates();
        assertThat(once.get(1).text()).isNotEqualTo(rows.get(0).text());
        assertThat(Math.abs(once.get(1).text().length() - rows.get(0).text().length()))
                .isLessThan(10);
    }

    @Test
    void changes_a_bounded_sample_of_which_most_stays_as_rows_come() {
        List<DatasetRow> rows = IntStream.range(0, 1_000)
                .mapToObj(i -> text("text number " + i, i % 2 == 0 ? "a" : "b", "b1", null, null))
                .toList();

        BitSet few =
                toScore(TEXTS, rows.subList(0, 900), List.of()).changedRows().get("typos");
        BitSet more = toScore(TEXTS, rows, List.of()).changedRows().get("typos");

        assertThat(few.cardinality()).isEqualTo(200);
        assertThat(more.cardinality()).isEqualTo(200);
        few.and(more);
        assertThat(few.cardinality()).isGreaterThan(160);
    }

    @Test
    void finds_where_it_goes_wrong_and_judges_that_on_rows_it_did_not_look_at() {
        List<DatasetRow> rows = new ArrayList<>();
        BitSet wrong = new BitSet();
        for (int i = 0; i < 400; i++) {
            String source = i / 2 % 2 == 0 ? "chat" : "mail";
            rows.add(text("text number " + i, i % 3 == 0 ? "a" : "b", "b" + i % 5, source, null));
            wrong.set(i, source.equals("chat") && i % 10 != 0);
        }

        Map<String, BitSet> slices =
                toScore(TEXTS, rows, List.of()).split(wrong, 20).further();

        assertThat(rowsOf(slices, discovered(slices, "data source is chat")))
                .isNotEmpty()
                .allMatch(row -> row % 2 == 1);
    }

    @Test
    void cuts_numbers_by_the_words_of_a_column_and_leaves_words_as_they_are() {
        Features features = new Features(
                List.of(
                        Features.Column.named("weight"),
                        new Features.Column("colour", null, null, null, List.of("red", "blue"))),
                null);
        Task task = task(Task.TABULAR, features);
        List<DatasetRow> rows =
                List.of(numbers("r1", "a", 5, 0), numbers("r2", "b", 7, 1), numbers("r3", "b", 2, Double.NaN));
        RowsToScore toScore = toScore(task, rows, List.of());

        Map<String, BitSet> slices = toScore.split(new BitSet(), 20).further();

        assertThat(rowsOf(slices, "column:colour=red")).containsExactly(0);
        assertThat(rowsOf(slices, "column:colour=blue")).containsExactly(1);
        double[] noisy = toScore.rows().get(3).numbers().values();
        assertThat(noisy[0]).isNotEqualTo(5).isBetween(4.75, 5.25);
        assertThat(noisy[1]).isZero();
    }

    @Test
    void crops_a_picture_and_makes_it_noisy() {
        byte[] levels = new byte[40 * 20 * 3];
        for (int at = 0; at < levels.length; at++) {
            levels[at] = (byte) (at % 251);
        }
        byte[] file = PngFile.of(RgbImage.of(40, 20, levels));
        DatasetRow row =
                new DatasetRow("p1", new RowContent.Image("p.png", "0", () -> file), "a", Split.TEST, "b1", null);

        List<DatasetRow> rows =
                toScore(task(Task.IMAGE, null), List.of(row), List.of()).rows();

        RgbImage cropped = decoded(rows.get(1));
        RgbImage noisy = decoded(rows.get(2));
        assertThat(List.of(cropped.width(), cropped.height())).containsExactly(36, 18);
        assertThat(cropped.level(0, 0, 0)).isEqualTo(decoded(row).level(2, 1, 0));
        assertThat(List.of(noisy.width(), noisy.height())).containsExactly(40, 20);
        assertThat(Math.abs(noisy.level(20, 10, 1) - decoded(row).level(20, 10, 1)))
                .isLessThanOrEqualTo(12);
        assertThat(decoded(rows.get(2)).level(3, 3, 0)).isEqualTo(noisy.level(3, 3, 0));
    }

    private static RgbImage decoded(DatasetRow row) {
        return new DecodedImages(List.of(row.image().file())).get(0);
    }

    private static List<Integer> rowsOf(Map<String, BitSet> slices, String slice) {
        assertThat(slices).containsKey(slice);
        return slices.get(slice).stream().boxed().toList();
    }

    private static String discovered(Map<String, BitSet> slices, String words) {
        return slices.keySet().stream()
                .filter(slice -> slice.startsWith("discovered:") && slice.contains(words))
                .findFirst()
                .orElseThrow();
    }

    private static TestSplit split(Task task, List<DatasetRow> test, List<DatasetRow> golden) {
        return toScore(task, test, golden).split(new BitSet(), 20);
    }

    private static RowsToScore toScore(Task task, List<DatasetRow> test, List<DatasetRow> golden) {
        SnapshotManifest manifest =
                new SnapshotManifest("snapshot", task, List.of(), new SplitCounts(0, 0, 0), Map.of());
        return RowsToScore.of(new HeldOut(manifest, test, golden, List.of()));
    }

    private static DatasetRow text(String text, String label, String batch, String source, String language) {
        return new DatasetRow(Hashes.id(text), new RowContent.Text(text, language), label, Split.TEST, batch, source);
    }

    private static DatasetRow numbers(String id, String label, double... values) {
        return new DatasetRow(id, new RowContent.Numbers(values, null), label, Split.TEST, "b1", null);
    }

    @SuppressWarnings("NullAway")
    private static Task task(String modality, Features features) {
        return new Task(
                "t",
                1,
                null,
                modality,
                List.of("a", "b"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                features,
                null);
    }
}
