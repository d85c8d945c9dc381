package dev.graft.dataprep.check.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.check.BatchChecks;
import dev.graft.dataprep.check.CheckBatch;
import dev.graft.dataprep.check.CheckBatch.Subject;
import dev.graft.dataprep.check.language.OpenNlpLanguages;
import dev.graft.dataprep.journal.Asked;
import dev.graft.dataprep.journal.DatasetState;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.dataprep.rule.RowIds;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.dataprep.testing.Networks;
import dev.graft.learning.device.DeviceChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The checks on real sentence pairs, which are paraphrases or not. */
class RealPairsTest {
    private static final int ROWS = 600;
    private static final int FIELDS = 5;

    private static final CheckBatch CHECKS = new CheckBatch(
            new CarriedBackbones(DeviceChoice.CPU),
            Networks.in(new MemoryStore(), Clock.systemUTC()),
            new OpenNlpLanguages(),
            Clock.systemUTC());

    private static List<RowSample.Row> rows = List.of();

    @BeforeAll
    static void read() throws IOException {
        Path file = RealBatchTest.data().resolve("mrpc/msr_paraphrase_train.txt");
        assumeTrue(Files.isRegularFile(file), () -> "skipped: there is no shared/data/mrpc");
        List<RowSample.Row> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t");
            if (fields.length == FIELDS && !fields[3].startsWith("#")) {
                all.add(new RowSample.Row(
                        RowIds.of(fields[3], fields[4]),
                        new RowContent.Text(fields[3], fields[4], null),
                        fields[0].equals("1") ? "same" : "other"));
            }
        }
        Collections.shuffle(all, new Random(1));
        rows = all.subList(0, ROWS);
    }

    @Test
    void right_labels_of_pairs_are_no_noise() {
        BatchChecks checks = check(rows);

        assertThat(checks.labels().verdict()).as(checks.labels().sentence()).isEqualTo("sound");
        assertThat(checks.labels().suspects().get(0).text()).contains("\n");
    }

    @Test
    void shuffled_labels_of_pairs_are_not_sound() {
        List<String> labels =
                new ArrayList<>(rows.stream().map(RowSample.Row::label).toList());
        Collections.shuffle(labels, new Random(3));
        List<RowSample.Row> shuffled = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            shuffled.add(new RowSample.Row(rows.get(i).rowId(), rows.get(i).content(), labels.get(i)));
        }

        BatchChecks checks = check(shuffled);

        assertThat(checks.labels().verdict()).as(checks.labels().sentence()).isNotEqualTo("sound");
    }

    private static BatchChecks check(List<RowSample.Row> batch) {
        RowSample sample = new RowSample(Asked.SAMPLE_ROWS);
        Map<String, SplitCounts> counts = new TreeMap<>();
        for (RowSample.Row row : batch) {
            sample.add(row.rowId(), row.content(), row.label());
            counts.merge(row.label(), new SplitCounts(1, 0, 0), DatasetState::sum);
        }
        Task task = new Task(
                "paraphrases",
                1,
                null,
                Task.TEXT_PAIR,
                List.of("same", "other"),
                Task.DEFAULT_BACKBONE,
                null,
                null,
                null,
                null);
        return CHECKS.check(task, new Subject(sample, counts, true), new DatasetState(), List.of());
    }
}
