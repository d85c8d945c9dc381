package dev.graft.dataprep.check.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.check.BatchChecks;
import dev.graft.dataprep.check.CheckBatch;
import dev.graft.dataprep.check.CheckBatch.Subject;
import dev.graft.dataprep.check.language.OpenNlpLanguages;
import dev.graft.dataprep.journal.Asked;
import dev.graft.dataprep.journal.DatasetState;
import dev.graft.dataprep.journal.JournalEntry.BatchTaken;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.dataprep.rule.RowIds;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.dataprep.testing.Networks;
import dev.graft.learning.device.DeviceChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The checks on real customers' questions of ten intents, with the backbone that data-prep carries. */
class RealBatchTest {
    private static final int INTENTS = 10;
    private static final int DATASET_ROWS = 500;
    private static final int BATCH_ROWS = 200;

    private static final CheckBatch CHECKS = new CheckBatch(
            new CarriedBackbones(DeviceChoice.CPU),
            Networks.in(new MemoryStore(), Clock.systemUTC()),
            new OpenNlpLanguages(),
            Clock.systemUTC());

    private static List<Row> rows = List.of();
    private static List<Row> others = List.of();
    private static List<String> labels = List.of();

    private record Row(String text, String label) {}

    @BeforeAll
    static void read() throws IOException {
        Path file = data().resolve("banking77/train.csv");
        assumeTrue(Files.isRegularFile(file), () -> "skipped: there is no shared/data/banking77");
        List<Row> all = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            reader.forEach(row -> all.add(new Row(row.getField("text"), row.getField("category"))));
        }
        Set<String> names = new LinkedHashSet<>();
        all.forEach(row -> names.add(row.label()));
        labels = List.copyOf(names).subList(0, INTENTS);
        rows = shuffled(all.stream().filter(row -> labels.contains(row.label())).toList(), 1);
        others = shuffled(
                all.stream().filter(row -> !labels.contains(row.label())).toList(), 2);
    }

    @Test
    void a_sound_batch_is_sound_and_has_not_drifted() {
        BatchChecks checks = check(batch());

        assertThat(checks.labels().verdict()).isEqualTo("sound");
        assertThat(checks.labels().agreement()).isGreaterThan(0.85);
        assertThat(checks.labels().suspected()).isLessThan(BATCH_ROWS / 20);
        assertThat(checks.drift().drifted()).isFalse();
        assertThat(checks.scope().backbone()).isEqualTo(Task.DEFAULT_BACKBONE);
    }

    @Test
    void shuffled_labels_are_told() {
        List<String> given = new ArrayList<>(batch().stream().map(Row::label).toList());
        Collections.shuffle(given, new Random(3));
        List<Row> shuffled = new ArrayList<>();
        for (int i = 0; i < BATCH_ROWS; i++) {
            shuffled.add(new Row(batch().get(i).text(), given.get(i)));
        }

        assertThat(check(shuffled).labels().areShuffled()).isTrue();
    }

    @Test
    void of_wrong_labels_most_are_suspected_and_of_right_ones_few() {
        List<Row> given = new ArrayList<>(batch());
        Set<String> wrong = new LinkedHashSet<>();
        for (int i = 0; i < BATCH_ROWS / 10; i++) {
            Row row = given.get(i);
            given.set(
                    i,
                    new Row(row.text(), labels.get((labels.indexOf(row.label()) + 1 + i % (INTENTS - 1)) % INTENTS)));
            wrong.add(row.text());
        }

        BatchChecks checks = check(given);

        long found = checks.labels().suspects().stream()
                .filter(suspect -> wrong.contains(suspect.text()))
                .count();
        assertThat(found).isGreaterThanOrEqualTo(16);
        assertThat(checks.labels().suspected() - found).isLessThanOrEqualTo(6);
        assertThat(checks.labels().verdict()).isEqualTo("worse");
    }

    @Test
    void questions_about_other_things_have_drifted() {
        List<Row> foreign = new ArrayList<>();
        for (int i = 0; i < BATCH_ROWS; i++) {
            foreign.add(new Row(others.get(i).text(), labels.get(i % INTENTS)));
        }

        BatchChecks checks = check(foreign);

        assertThat(checks.drift().drifted()).isTrue();
        assertThat(checks.drift().chance()).isLessThanOrEqualTo(0.01);
        assertThat(checks.drift().distance()).isNotNull();
    }

    private static List<Row> batch() {
        return rows.subList(DATASET_ROWS, DATASET_ROWS + BATCH_ROWS);
    }

    private static BatchChecks check(List<Row> batch) {
        List<Row> known = rows.subList(0, DATASET_ROWS);
        DatasetState dataset = new DatasetState();
        ObjectRef none = new ObjectRef("s3://b/o", "0".repeat(64), 1);
        dataset.apply(new BatchTaken(
                1,
                Instant.EPOCH,
                "b".repeat(32),
                1,
                new RowCounts(DATASET_ROWS, DATASET_ROWS, 0, 0),
                none,
                none,
                null,
                counts(known),
                null,
                null,
                null));
        Task task = new Task("intents", 1, null, Task.TEXT, labels, Task.DEFAULT_BACKBONE, null, null, null, null);
        return CHECKS.check(
                task,
                new Subject(sample(batch), counts(batch), true),
                dataset,
                sample(known).rows());
    }

    private static RowSample sample(List<Row> from) {
        RowSample sample = new RowSample(Asked.SAMPLE_ROWS);
        from.forEach(row -> sample.add(
                RowIds.of(String.valueOf(row.text())), new RowContent.Text(String.valueOf(row.text())), row.label()));
        return sample;
    }

    private static Map<String, SplitCounts> counts(List<Row> from) {
        Map<String, SplitCounts> counts = new TreeMap<>();
        from.forEach(row -> counts.merge(row.label(), new SplitCounts(1, 0, 0), DatasetState::sum));
        return counts;
    }

    private static List<Row> shuffled(List<Row> from, long seed) {
        List<Row> rows = new ArrayList<>(from);
        Collections.shuffle(rows, new Random(seed));
        return rows;
    }

    static Path data() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/data"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/data");
    }
}
