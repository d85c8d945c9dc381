package dev.graft.dataprep.batch;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.dataprep.mapping.RowMapping;
import dev.graft.dataprep.reading.InlineRows;
import dev.graft.platform.json.Hashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The identity of a batch: its task and its content, wherever it lies and however often it is announced. */
public final class BatchIds {
    /** Batches that hold nothing else than what these words say are read in the same way. */
    private static final String NOT_PACKED = "none";

    private BatchIds() {}

    /** 32 hexadecimal digits. */
    public static String of(BatchLabelled batch) {
        List<String> parts = new ArrayList<>();
        parts.add(batch.task());
        if (batch.withoutLabels()) {
            parts.add("unlabelled"); // In a place where no text or label can stand.
        }
        if (batch.source() == null) {
            parts.add("rows");
            Objects.requireNonNull(batch.rows()).forEach(row -> addRow(parts, row));
        } else {
            parts.addAll(source(batch.source()));
        }
        if (batch.dataSource() != null) {
            parts.addAll(List.of("data-source", batch.dataSource()));
        }
        return Hashes.id(parts.toArray(String[]::new));
    }

    private static void addRow(List<String> parts, BatchLabelled.Row row) {
        if (row.text() == null) {
            parts.add("features");
            new TreeMap<>(Objects.requireNonNull(row.features()))
                    .forEach((column, value) -> parts.addAll(List.of(column, value.toString())));
        } else {
            parts.add(row.text());
            addIfSaid(parts, InlineRows.TEXT_PAIR, row.textPair());
        }
        if (row.label() != null) {
            parts.add(row.label());
        }
    }

    private static List<String> source(BatchLabelled.Source source) {
        Map<String, String> columns = Objects.requireNonNullElse(source.columns(), Map.of());
        List<String> parts = new ArrayList<>(List.of(
                "source",
                source.sha256(),
                source.format(),
                Objects.requireNonNullElse(source.compression(), NOT_PACKED),
                columns.getOrDefault(InlineRows.TEXT, InlineRows.TEXT),
                columns.getOrDefault(InlineRows.LABEL, InlineRows.LABEL)));
        addIfSaid(parts, InlineRows.TEXT_PAIR, columns.get(InlineRows.TEXT_PAIR));
        addIfSaid(parts, "group", columns.get(RowMapping.GROUP));
        addIfSaid(parts, "charset", source.charset());
        addIfSaid(parts, "delimiter", source.delimiter());
        addIfSaid(parts, "quote", source.quote());
        return parts;
    }

    /** What a producer leaves open makes no other batch than before it could be said. */
    private static void addIfSaid(List<String> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.addAll(List.of(name, value));
        }
    }
}
