package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.text.TextClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old rows that a run from the champion replays keep it from forgetting their labels. */
class ReplayTest {

    private static final Path FOLDER = data().resolve("banking77");
    private static final int LABELS = 16;
    private static final int ROWS = 25;
    private static final int HELD = 5;

    @TempDir
    Path folder;

    @Test
    void keeps_the_rows_order_and_the_labels_shares_and_at_least_two_of_each() {
        List<String> rows = IntStream.range(0, 200)
                .mapToObj(i -> (i % 50 == 0 ? "rare" : i % 2 == 0 ? "even" : "odd") + i)
                .toList();

        List<String> kept = ReplayBuffer.of(rows, row -> row.replaceAll("\\d", ""), 20, 1);

        assertThat(kept).hasSize(20).isSubsetOf(rows).doesNotHaveDuplicates();
        assertThat(kept).isSortedAccordingTo((a, b) -> Integer.compare(rows.indexOf(a), rows.indexOf(b)));
        assertThat(kept.stream().filter(row -> row.startsWith("rare"))).hasSize(2);
        assertThat(kept.stream().filter(row -> row.startsWith("odd"))).hasSizeBetween(8, 11);
        assertThat(ReplayBuffer.of(rows, row -> row.replaceAll("\\d", ""), 20, 1))
                .isEqualTo(kept);
        assertThat(ReplayBuffer.of(rows, row -> row.replaceAll("\\d", ""), 20, 2))
                .isNotEqualTo(kept);
        assertThat(ReplayBuffer.of(rows, row -> row, 200, 1)).isEqualTo(rows);
        assertThat(ReplayBuffer.of(rows, row -> row, 0, 1)).isEmpty();
    }

    @Test
    void fine_tuning_keeps_labels_that_came_first_with_half_of_their_rows_and_loses_them_without() throws Exception {
        // given: a champion of half the labels, on real messages, and rows of the other half that came later
        assumeTrue(Files.isDirectory(FOLDER), () -> "skipped: there is no shared/data/banking77");
        List<LabelledText> all = read("train.csv");
        List<String> names =
                all.stream().map(LabelledText::label).distinct().sorted().toList();
        List<String> labels =
                IntStream.range(0, LABELS).mapToObj(i -> names.get(4 * i)).toList();
        Predicate<LabelledText> old = row -> labels.indexOf(row.label()) % 2 == 0;
        List<LabelledText> train = taken(all, labels, 0, ROWS);
        List<LabelledText> validation = taken(all, labels, ROWS, ROWS + HELD);
        List<LabelledText> oldRows = train.stream().filter(old).toList();
        List<LabelledText> newRows = train.stream().filter(old.negate()).toList();
        List<LabelledText> test = read("test.csv").stream()
                .filter(row -> labels.contains(row.label()))
                .toList();
        List<LabelledText> oldTest = test.stream().filter(old).toList();
        List<LabelledText> newTest = test.stream().filter(old.negate()).toList();
        Path champion = run(
                StartingPoint.backbone(Backbones.named("all-minilm-l6-v2")),
                new TrainingData(oldRows, validation.stream().filter(old).toList(), labels),
                "champion");

        // when: early stopping watches rows of all labels in both runs, as in the mesh
        StartingPoint warm = StartingPoint.champion(champion);
        List<LabelledText> replayed = ReplayBuffer.of(oldRows, LabelledText::label, oldRows.size() / 2, 1);
        List<LabelledText> both =
                Stream.concat(replayed.stream(), newRows.stream()).toList();
        Path with = run(warm, new TrainingData(both, validation, labels), "with");
        Path without = run(warm, new TrainingData(newRows, validation, labels), "without");

        // then: within 15 points, of which learning from all rows costs 3.5, as there are twice the labels to confuse
        double before = accuracy(champion, oldTest, labels);
        assertThat(before).isGreaterThan(0.95);
        assertThat(accuracy(with, oldTest, labels)).isGreaterThan(before - 0.15);
        assertThat(accuracy(with, newTest, labels)).isGreaterThan(0.9);
        assertThat(accuracy(without, oldTest, labels)).isLessThan(before - 0.4);
    }

    private Path run(StartingPoint start, TrainingData data, String name) throws IOException {
        Path output = folder.resolve(name);
        TinyRun.complete(TinyRun.job(start, data, StrategyAdvisor.fineTune(4), 1, output));
        return output;
    }

    private static double accuracy(Path model, List<LabelledText> rows, List<String> labels) throws IOException {
        try (TextClassifier classifier = TextClassifier.load(model, DeviceChoice.CPU)) {
            return ClassificationReport.of(
                            rows.stream()
                                    .mapToInt(row -> labels.indexOf(row.label()))
                                    .toArray(),
                            classifier.probabilities(
                                    rows.stream().map(LabelledText::input).toList()),
                            labels)
                    .accuracy();
        }
    }

    /** Of each label the rows from {@code from} to below {@code to}. */
    private static List<LabelledText> taken(List<LabelledText> all, List<String> labels, int from, int to) {
        List<LabelledText> taken = new ArrayList<>();
        for (String label : labels) {
            all.stream()
                    .filter(row -> row.label().equals(label))
                    .limit(to)
                    .skip(from)
                    .forEach(taken::add);
        }
        return taken;
    }

    private static List<LabelledText> read(String file) throws IOException {
        List<LabelledText> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(FOLDER.resolve(file))) {
            csv.forEach(row -> rows.add(LabelledText.of(row.getField("text").strip(), row.getField("category"))));
        }
        return rows;
    }

    /** The nearest {@code shared/data} beside a folder above this module. */
    private static Path data() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/data"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/data");
    }
}
