package dev.graft.benchmarks.learning;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/** Chinese reviews of purchases in ten categories; the label of a row is its category. */
final class OnlineShopping {

    private OnlineShopping() {}

    /** Reads the reviews under the folder of all data sets, without empty ones. */
    static List<LabelledText> read(Path data) throws IOException {
        Path file = data.resolve("chinese_sentiment/online_shopping_10_cats.zip");
        try (ZipFile zip = new ZipFile(file.toFile());
                Reader text = new InputStreamReader(
                        zip.getInputStream(zip.getEntry("online_shopping_10_cats.csv")), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(text)) {
            List<LabelledText> rows = new ArrayList<>();
            for (NamedCsvRecord row : records) {
                String review = row.getField("review").strip();
                if (!review.isEmpty()) {
                    rows.add(LabelledText.of(review, row.getField("cat")));
                }
            }
            return rows;
        }
    }
}
