package dev.graft.benchmarks.banking77;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A customer's question and its intent. */
record LabelledRow(String text, String category) {
    static final String TEXT = "text";
    static final String CATEGORY = "category";

    /** @throws IOException naming the file and the option, when the data set is not there */
    static List<LabelledRow> read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(
                    file + " is not there. Get Banking77 (train.csv and test.csv with the columns text and"
                            + " category, CC-BY-4.0) from github.com/PolyAI-LDN/task-specific-datasets, folder banking_data,"
                            + " and name its folder with --data");
        }
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream()
                    .map(row -> new LabelledRow(row.getField(TEXT), row.getField(CATEGORY)))
                    .toList();
        }
    }

    static void write(List<LabelledRow> rows, Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(TEXT, CATEGORY);
            rows.forEach(row -> csv.writeRecord(row.text(), row.category()));
        }
    }
}
