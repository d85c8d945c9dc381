package dev.graft.dataprep.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.graft.contracts.task.Split;
import dev.graft.dataprep.rule.RowIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the index finds in real rows, beside the exact similarity of all pairs. */
class RealTextsTest {
    private static final Path DATA = data();
    private static final double MARGIN = 0.05;

    @ParameterizedTest
    @CsvSource({
        "banking77/train.csv banking77/test.csv, text, 0.8",
        "chinese_sentiment/waimai_10k.csv, review, 0.8",
        "banking77/test.csv, text, 0.6",
    })
    void finds_what_all_pairs_hold_and_little_else(String files, String column, double threshold) throws IOException {
        // given
        assumeTrue(Files.isDirectory(DATA), () -> "skipped: there is no shared/data with texts");
        List<String> texts = texts(files.split(" "), column);
        List<Shingles> shingles = texts.stream().map(Shingles::of).toList();
        NearDuplicates index = new NearDuplicates(new Nearness(threshold, 0.95));
        Score all = new Score();
        Score clear = new Score();

        // when
        for (int i = 0; i < texts.size(); i++) {
            String numbered = "%032x".formatted(i);
            Optional<Near> answer = index.firstNear(numbered, texts.get(i));
            index.add(numbered, texts.get(i), Split.TRAIN, "any");
            double nearest = nearest(shingles, i, threshold);
            double answered = answer.isEmpty()
                    ? -1
                    : shingles.get(i)
                            .jaccard(shingles.get(Integer.parseInt(answer.get().rowId(), 16)));
            all.count(nearest >= threshold, answered >= 0, answered >= threshold);
            clear.count(nearest >= threshold + MARGIN, answered >= 0, answered >= threshold - MARGIN);
        }

        // then: two standard errors of an estimate and more make it all but certain
        assertThat(all.near).isGreaterThan(100);
        assertThat(all.recall()).as("%s", all).isGreaterThan(0.86);
        assertThat(all.precision()).as("%s", all).isGreaterThan(0.8);
        assertThat(clear.recall()).as("%s", clear).isGreaterThan(0.98);
        assertThat(clear.precision()).as("%s", clear).isGreaterThan(0.96);
    }

    /** How many rows are near to an earlier one, are answered, both, and rightly. */
    private static final class Score {
        private int near;
        private int found;
        private int answers;
        private int right;

        void count(boolean isNear, boolean isAnswered, boolean isRight) {
            near += isNear ? 1 : 0;
            found += isNear && isAnswered ? 1 : 0;
            answers += isAnswered ? 1 : 0;
            right += isRight ? 1 : 0;
        }

        double recall() {
            return (double) found / near;
        }

        double precision() {
            return (double) right / answers;
        }

        @Override
        public String toString() {
            return "%d near, recall %.3f, %d answers, precision %.3f".formatted(near, recall(), answers, precision());
        }
    }

    /** The similarity of the earlier row that is nearest, or of any that is near beyond the margin. */
    private static double nearest(List<Shingles> shingles, int row, double threshold) {
        Shingles one = shingles.get(row);
        double nearest = 0;
        for (int i = 0; i < row && nearest < threshold + MARGIN; i++) {
            Shingles other = shingles.get(i);
            int smaller = Math.min(one.size(), other.size());
            int larger = Math.max(one.size(), other.size());
            if (smaller >= threshold * larger) {
                nearest = Math.max(nearest, one.jaccard(other));
            }
        }
        return nearest;
    }

    /** Texts with different row ids, as a data set has them. */
    private static List<String> texts(String[] files, String column) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String file : files) {
            try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(DATA.resolve(file))) {
                records.forEach(row -> texts.add(row.getField(column)));
            }
        }
        Set<String> ids = new HashSet<>();
        texts.removeIf(text -> !ids.add(RowIds.of(text)));
        return texts;
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
