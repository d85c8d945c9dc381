package dev.graft.dataprep.batch;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.dataprep.reading.Columns;
import dev.graft.platform.json.Hashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The identity of a batch: its task and its content, wherever it lies and however often it is announced. */
public final class BatchIds {
    /** Batches that hold nothing else than what these words say are read in the same way. */
    private static final String NOT_PACKED = "none";

    private BatchIds() {}

    /** 32 hexadecimal digits. */
    public static String of(BatchLabelled batch) {
        List<String> parts = new ArrayList<>();
        parts.add(batch.task());
        if (batch.source() == null) {
            parts.add("rows");
            Objects.requireNonNull(batch.rows()).forEach(row -> parts.addAll(List.of(row.text(), row.label())));
        } else {
            parts.addAll(source(batch.source()));
        }
        return Hashes.id(parts.toArray(String[]::new));
    }

    private static List<String> source(BatchLabelled.Source source) {
        Columns columns = Columns.of(source.columns());
        return List.of(
                "source",
                source.sha256(),
                source.format(),
                Objects.requireNonNullElse(source.compression(), NOT_PACKED),
                columns.text(),
                columns.label());
    }
}
