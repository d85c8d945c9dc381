package dev.graft.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.graft.contracts.event.BatchLabelled;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;

/** The rows of a small batch file as they travel in an event. */
public final class InlineRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode rows = JSON.createArrayNode();

    private InlineRows() {}

    /** @throws IllegalArgumentException when there are more than 5,000 or a row lacks a column */
    public static ArrayNode read(BatchFile file, String textColumn, String labelColumn) throws IOException {
        InlineRows inline = new InlineRows();
        try (InputStream bytes = Files.newInputStream(file.path());
                InputStream in = file.compression().equals("gzip") ? new GZIPInputStream(bytes) : bytes;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            if (file.format().equals("csv")) {
                inline.csv(reader, textColumn, labelColumn);
            } else {
                inline.jsonLines(reader, textColumn, labelColumn);
            }
        }
        return inline.rows;
    }

    private void csv(BufferedReader reader, String textColumn, String labelColumn) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(reader)) {
            for (NamedCsvRecord row : csv) {
                add(row.getField(textColumn), row.getField(labelColumn));
            }
        }
    }

    private void jsonLines(BufferedReader reader, String textColumn, String labelColumn) throws IOException {
        String line = reader.readLine();
        while (line != null) {
            if (!line.isBlank()) {
                JsonNode row = JSON.readTree(line);
                if (!row.path(textColumn).isTextual() || !row.path(labelColumn).isTextual()) {
                    throw new IllegalArgumentException(
                            "row " + (rows.size() + 1) + " has no text " + textColumn + " or " + labelColumn);
                }
                add(row.path(textColumn).textValue(), row.path(labelColumn).textValue());
            }
            line = reader.readLine();
        }
    }

    private void add(String text, String label) {
        if (rows.size() == BatchLabelled.MAX_INLINE_ROWS) {
            throw new IllegalArgumentException(
                    "more than " + BatchLabelled.MAX_INLINE_ROWS + " rows: announce the file without --inline");
        }
        rows.addObject().put("text", text).put("label", label);
    }
}
