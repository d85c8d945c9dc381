package dev.graft.platform.dataset;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CarpetWriter;
import dev.graft.contracts.document.DatasetRow;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Shards of {@link DatasetRow}s as Parquet files; the same rows give the same bytes. */
public final class Shards {
    /** Rows wait in memory until a group is full: small enough for a service with a heap of 256 MiB. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private Shards() {}

    /** Two columns of a shard. */
    private record RowLabel(String rowId, String label) {}

    public static void write(Path file, Iterable<DatasetRow> rows) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                CarpetWriter<DatasetRow> writer = new CarpetWriter.Builder<>(out, DatasetRow.class)
                        .withCompressionCodec(CompressionCodecName.SNAPPY)
                        .withRowGroupSize(ROW_GROUP_BYTES)
                        .build()) {
            for (DatasetRow row : rows) {
                writer.write(row);
            }
        }
    }

    public static List<DatasetRow> read(Path file) throws IOException {
        List<DatasetRow> rows = new ArrayList<>();
        forEach(file, rows::add);
        return rows;
    }

    /** Hands over every row and keeps none. */
    public static void forEach(Path file, Consumer<DatasetRow> row) throws IOException {
        try (var iterator = rows(file).iterator()) {
            iterator.forEachRemaining(row);
        }
    }

    private static CarpetReader<DatasetRow> rows(Path file) throws IOException {
        return new CarpetReader<>(file.toFile(), DatasetRow.class)
                .withFailOnMissingColumn(false); // Shards of before there were data sources have no such column.
    }

    /** Hands over row id and label of every row, reading no other column and keeping nothing. */
    public static void forEachLabel(Path file, BiConsumer<String, String> rowIdAndLabel) throws IOException {
        try (var iterator = new CarpetReader<>(file.toFile(), RowLabel.class).iterator()) {
            iterator.forEachRemaining(row -> rowIdAndLabel.accept(row.rowId(), row.label()));
        }
    }
}
