package dev.graft.dataprep.batch;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.CloseableIterator;
import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.batch.RowReading.Verdict;
import dev.graft.dataprep.duplicate.Sketch;
import dev.graft.dataprep.duplicate.Sketcher;
import dev.graft.dataprep.mapping.MappedRow;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.dataprep.reading.UnreadableSource;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a part as a Parquet file: what each of them is by itself, and the sketch by which near texts are found, so
 * that whoever compares them need neither read nor clean nor sketch them again.
 */
final class PartFile {
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private PartFile() {}

    /**
     * How many rows a part has.
     *
     * @param unfit of them, those that break a rule by themselves
     */
    record Counts(long rows, long unfit) {}

    /**
     * A row of the file; what it does not have is null.
     *
     * @param rule that it breaks; null: it breaks none
     * @param shown as the quarantine shows it, JSON; null: what the other columns hold
     */
    record Row(
            long line,
            @Nullable String rule,
            @Nullable String reason,
            @Nullable String shown,
            @Nullable String rowId,
            @Nullable String text,
            @Nullable String textPair,
            @Nullable String language,
            @Nullable List<@Nullable Double> values,
            @Nullable String label,
            @Nullable String group,
            @Nullable Binary sketch) {

        private static Row of(Verdict verdict, @Nullable Sketcher sketcher) {
            if (verdict instanceof Verdict.Unfit unfit) {
                return new Row(
                        unfit.row().line(),
                        unfit.rule(),
                        unfit.reason(),
                        json(unfit.row()),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            }
            Candidate row = ((Verdict.Fit) verdict).row();
            if (row.content() instanceof RowContent.Numbers numbers) {
                QuarantinedRow.Shown shown = row.shown().get();
                List<@Nullable Double> values = Arrays.stream(numbers.values())
                        .mapToObj(value -> Double.isNaN(value) ? null : Double.valueOf(value))
                        .toList();
                return new Row(
                        shown.line(),
                        null,
                        null,
                        json(shown),
                        row.rowId(),
                        null,
                        null,
                        null,
                        values,
                        row.label(),
                        row.group(),
                        null);
            }
            RowContent.Text content = (RowContent.Text) row.content();
            Binary sketch = sketcher == null
                    ? null
                    : Binary.fromConstantByteArray(
                            sketcher.sketch(content.all()).toBytes());
            return new Row(
                    row.shown().get().line(),
                    null,
                    null,
                    null,
                    row.rowId(),
                    content.text(),
                    content.pair(),
                    content.language(),
                    null,
                    row.label(),
                    row.group(),
                    sketch);
        }

        private static String json(QuarantinedRow.Shown shown) {
            return new String(Json.bytes(shown), StandardCharsets.UTF_8);
        }

        /** @param dataSource that the rows come from; null: they come in the task's own columns */
        Verdict verdict(@Nullable String dataSource) {
            if (rule != null) {
                return new Verdict.Unfit(asShown(), rule, Objects.requireNonNull(reason));
            }
            RowContent content = content(dataSource);
            return new Verdict.Fit(new Candidate(
                    Objects.requireNonNull(rowId),
                    content,
                    Objects.requireNonNull(label),
                    group,
                    () -> content,
                    this::asShown,
                    Optional.ofNullable(sketch).map(bytes -> Sketch.ofBytes(bytes.getBytes()))));
        }

        private RowContent content(@Nullable String dataSource) {
            if (values == null) {
                return new RowContent.Text(Objects.requireNonNull(text), textPair, language);
            }
            double[] numbers = values.stream()
                    .mapToDouble(value -> value == null ? Double.NaN : value)
                    .toArray();
            return new RowContent.Numbers(numbers, dataSource);
        }

        private QuarantinedRow.Shown asShown() {
            return shown == null
                    ? QuarantinedRow.Shown.text(new MappedRow(line, text, textPair, label, group))
                    : Json.read(shown.getBytes(StandardCharsets.UTF_8), QuarantinedRow.Shown.class);
        }
    }

    /**
     * Reads a part to its end.
     *
     * @param sketcher of texts; null: near ones are not looked for
     */
    static Counts write(Path file, RowSource source, RowReading reading, @Nullable Sketcher sketcher)
            throws IOException, UnreadableSource {
        long rows = 0;
        long unfit = 0;
        try (OutputStream out = Files.newOutputStream(file);
                CarpetWriter<Row> writer = new CarpetWriter.Builder<>(out, Row.class)
                        .withCompressionCodec(CompressionCodecName.SNAPPY)
                        .withRowGroupSize(ROW_GROUP_BYTES)
                        .withDictionaryEncoding("rowId", false) // Of values that never come twice.
                        .withDictionaryEncoding("text", false)
                        .withDictionaryEncoding("textPair", false)
                        .withDictionaryEncoding("sketch", false)
                        .build()) {
            for (RawRow raw = source.next(); raw != null; raw = source.next()) {
                Row row = Row.of(reading.read(raw), sketcher);
                writer.write(row);
                rows++;
                unfit += row.rule() == null ? 0 : 1;
            }
        }
        return new Counts(rows, unfit);
    }

    /** The rows in their order; the caller closes the iterator. A part of an earlier version has fewer columns. */
    static CloseableIterator<Row> read(Path file) throws IOException {
        return new CarpetReader<>(file.toFile(), Row.class)
                .withFailOnMissingColumn(false)
                .iterator();
    }
}
