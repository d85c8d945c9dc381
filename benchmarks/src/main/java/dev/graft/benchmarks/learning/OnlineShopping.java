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

/** Chinese reviews of purchases in ten categories. */
final class OnlineShopping {

    private OnlineShopping() {}

    /** @param verdict {@code 1} good, {@code 0} bad */
    record Review(String category, String verdict, String text) {}

    /** Reads the reviews under the folder of all data sets, without empty ones; the label of a row is its category. */
    static List<LabelledText> read(Path data) throws IOException {
        return reviews(data).stream()
                .map(review -> LabelledText.of(review.text(), review.category()))
                .toList();
    }

    /** Reads the reviews under the folder of all data sets, without empty ones. */
    static List<Review> reviews(Path data) throws IOException {
        Path file = data.resolve("chinese_sentiment/online_shopping_10_cats.zip");
        try (ZipFile zip = new ZipFile(file.toFile());
                Reader text = new InputStreamReader(
                        zip.getInputStream(zip.getEntry("online_shopping_10_cats.csv")), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(text)) {
            List<Review> reviews = new ArrayList<>();
            for (NamedCsvRecord row : records) {
                String said = row.getField("review").strip();
                if (!said.isEmpty()) {
                    reviews.add(new Review(row.getField("cat"), row.getField("label"), said));
                }
            }
            return reviews;
        }
    }
}
