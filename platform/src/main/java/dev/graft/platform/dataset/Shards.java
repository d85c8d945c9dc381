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
import java.util.function.Function;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Shards of {@link DatasetRow}s as Parquet files; the same rows give the same bytes. */
public final class Shards {
    /** Rows wait in memory until a group is full: small enough for a service with a heap of 256 MiB. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private Shards() {}

    /** Writes rows that hold texts. */
    public static void write(Path file, Iterable<DatasetRow> rows) throws IOException {
        write(file, rows, Columns.OfText.class, Columns.OfText::of);
    }

    /** Writes rows that hold texts with their languages. */
    public static void writeTagged(Path file, Iterable<DatasetRow> rows) throws IOException {
        write(file, rows, Columns.OfTaggedText.class, Columns.OfTaggedText::of);
    }

    /** Writes rows that hold pairs of texts, with their languages where they are told. */
    public static void writePairs(Path file, Iterable<DatasetRow> rows) throws IOException {
        write(file, rows, Columns.OfPair.class, Columns.OfPair::of);
    }

    /** Writes rows that hold numbers. */
    public static void writeNumbers(Path file, Iterable<DatasetRow> rows) throws IOException {
        write(file, rows, Columns.OfNumbers.class, Columns.OfNumbers::of);
    }

    private static <C> void write(Path file, Iterable<DatasetRow> rows, Class<C> type, Function<DatasetRow, C> columns)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                CarpetWriter<C> writer = new CarpetWriter.Builder<>(out, type)
                        .withCompressionCodec(CompressionCodecName.SNAPPY)
                        .withRowGroupSize(ROW_GROUP_BYTES)
                        .build()) {
            write(writer, rows, columns);
        }
    }

    /** Writes rows that hold pictures: packed already, and so large that after each it is seen whether a group is full. */
    public static void writeImages(Path file, Iterable<DatasetRow> rows) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                CarpetWriter<Columns.OfImage> writer = new CarpetWriter.Builder<>(out, Columns.OfImage.class)
                        .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                        .withRowGroupSize(ROW_GROUP_BYTES)
                        .withMinRowCountForPageSizeCheck(1)
                        .withMaxRowCountForPageSizeCheck(1)
                        .build()) {
            write(writer, rows, Columns.OfImage::of);
        }
    }

    private static <C> void write(CarpetWriter<C> writer, Iterable<DatasetRow> rows, Function<DatasetRow, C> columns)
            throws IOException {
        for (DatasetRow row : rows) {
            writer.write(columns.apply(row));
        }
    }

    public static List<DatasetRow> read(Path file) throws IOException {
        List<DatasetRow> rows = new ArrayList<>();
        forEach(file, rows::add);
        return rows;
    }

    /** Hands over every row and keeps none; a picture's bytes are in memory as long as its row is. */
    public static void forEach(Path file, Consumer<DatasetRow> row) throws IOException {
        forEach(file, Columns.OfAny.class, columns -> row.accept(columns.row()));
    }

    /** Hands over row id and label of every row, reading no other column and keeping nothing. */
    public static void forEachLabel(Path file, BiConsumer<String, String> rowIdAndLabel) throws IOException {
        forEach(file, Columns.OfIdentity.class, row -> rowIdAndLabel.accept(row.rowId(), row.label()));
    }

    /** Hands over what tells each picture of a shard from others, reading none of them. */
    public static void forEachImage(Path file, ImageConsumer image) throws IOException {
        forEach(
                file,
                Columns.OfLooks.class,
                row -> image.accept(row.rowId(), row.perceptualHash(), row.label(), row.split()));
    }

    /** Takes what tells a picture from others. */
    @FunctionalInterface
    public interface ImageConsumer {
        void accept(String rowId, String perceptualHash, String label, String split);
    }

    /** Shards of before there were data sources or pictures have fewer columns. */
    private static <C> void forEach(Path file, Class<C> columns, Consumer<C> row) throws IOException {
        try (var iterator = new CarpetReader<>(file.toFile(), columns)
                .withFailOnMissingColumn(false)
                .iterator()) {
            iterator.forEachRemaining(row);
        }
    }
}
