package dev.graft.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.graft.contracts.event.BatchLabelled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The rows of a small batch file as they travel in an event. */
public final class InlineRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode rows = JSON.createArrayNode();
    private final FileReading reading;
    private final String textPairColumn;

    private InlineRows(FileReading reading) {
        this.reading = reading;
        this.textPairColumn = Objects.requireNonNullElse(reading.textPairColumn(), FileReading.TEXT_PAIR);
    }

    /** @throws IllegalArgumentException when there are more than 5,000 or a row lacks a column */
    public static ArrayNode read(BatchFile file, FileReading reading) throws IOException {
        InlineRows inline = new InlineRows(reading);
        try (InputStream bytes = Files.newInputStream(file.path());
                InputStream in = file.compression().equals("gzip") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            if (file.format().equals("csv")) {
                inline.csv(lines);
            } else {
                inline.jsonLines(lines);
            }
        }
        return inline.rows;
    }

    private void csv(BufferedReader lines) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(lines)) {
            for (NamedCsvRecord row : csv) {
                add(
                        row.getField(reading.textColumn()),
                        row.findField(textPairColumn).orElse(null),
                        reading.labelColumn() == null ? null : row.getField(reading.labelColumn()));
            }
        }
    }

    private void jsonLines(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null) {
            if (!line.isBlank()) {
                JsonNode row = JSON.readTree(line);
                JsonNode text = row.path(reading.textColumn());
                String labelColumn = reading.labelColumn();
                JsonNode label = labelColumn == null ? MissingNode.getInstance() : row.path(labelColumn);
                if (!text.isTextual() || labelColumn != null && !label.isTextual()) {
                    throw new IllegalArgumentException("row " + (rows.size() + 1) + " has no text "
                            + reading.textColumn() + (labelColumn == null ? "" : " or " + labelColumn));
                }
                add(text.textValue(), row.path(textPairColumn).textValue(), label.textValue());
            }
            line = lines.readLine();
        }
    }

    private void add(String text, @Nullable String textPair, @Nullable String label) {
        if (rows.size() == BatchLabelled.MAX_INLINE_ROWS) {
            throw new IllegalArgumentException(
                    "more than " + BatchLabelled.MAX_INLINE_ROWS + " rows: announce the file without --inline");
        }
        ObjectNode row = rows.addObject().put("text", text);
        if (textPair != null) {
            row.put("textPair", textPair);
        }
        if (label != null) {
            row.put("label", label);
        }
    }
}
