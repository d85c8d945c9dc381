package dev.graft.benchmarks.duplicates;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.graft.dataprep.rule.RowIds;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipInputStream;

/** Texts with labels from files that are not shipped, in the files' order, without those whose row id came before. */
enum RealRows {
    /** Customers' questions, training and test rows. */
    BANKING77 {
        @Override
        void read(Path data, List<Row> rows) throws IOException {
            add(Files.newBufferedReader(data.resolve("banking77/train.csv")), "text", "category", rows);
            add(Files.newBufferedReader(data.resolve("banking77/test.csv")), "text", "category", rows);
        }
    },

    /** Chinese reviews of food deliveries. */
    WAIMAI {
        @Override
        void read(Path data, List<Row> rows) throws IOException {
            add(Files.newBufferedReader(data.resolve("chinese_sentiment/waimai_10k.csv")), "review", "label", rows);
        }
    },

    /** Chinese reviews of goods of ten kinds. */
    ONLINE_SHOPPING {
        @Override
        void read(Path data, List<Row> rows) throws IOException {
            Path packed = data.resolve("chinese_sentiment/online_shopping_10_cats.zip");
            ZipInputStream unpacked = new ZipInputStream(Files.newInputStream(packed));
            if (unpacked.getNextEntry() == null) {
                throw new IOException(packed + " holds no file");
            }
            add(new InputStreamReader(unpacked, StandardCharsets.UTF_8), "review", "label", rows);
        }
    };

    /** A text with its label. */
    record Row(String text, String label) {}

    /** @throws IOException naming the file that is not there */
    List<Row> read(Path data) throws IOException {
        List<Row> rows = new ArrayList<>();
        read(data, rows);
        Set<String> ids = new HashSet<>();
        rows.removeIf(row -> row.text().isBlank() || !ids.add(RowIds.of(row.text())));
        return rows;
    }

    abstract void read(Path data, List<Row> rows) throws IOException;

    /** Closes the source. */
    private static void add(Reader source, String text, String label, List<Row> rows) throws IOException {
        try (CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(source)) {
            records.forEach(record -> rows.add(new Row(record.getField(text), record.getField(label))));
        }
    }
}
