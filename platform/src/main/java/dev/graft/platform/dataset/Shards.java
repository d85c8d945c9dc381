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
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Shards of {@link DatasetRow}s as Parquet files; the same rows give the same bytes. */
public final class Shards {
    private Shards() {}

    public static void write(Path file, Iterable<DatasetRow> rows) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                CarpetWriter<DatasetRow> writer = new CarpetWriter.Builder<>(out, DatasetRow.class)
                        .withCompressionCodec(CompressionCodecName.SNAPPY)
                        .build()) {
            for (DatasetRow row : rows) {
                writer.write(row);
            }
        }
    }

    public static List<DatasetRow> read(Path file) throws IOException {
        List<DatasetRow> rows = new ArrayList<>();
        try (var iterator = new CarpetReader<>(file.toFile(), DatasetRow.class).iterator()) {
            iterator.forEachRemaining(rows::add);
        }
        return rows;
    }
}
