package dev.graft.platform.dataset;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** The columns of a shard, which depend on what its rows hold. */
final class Columns {
    private Columns() {}

    /** Those of texts. */
    record OfText(
            String rowId,
            String text,
            String label,
            String split,
            String batchId,
            @Nullable String dataSource) {
        static OfText of(DatasetRow row) {
            return new OfText(row.rowId(), row.text(), row.label(), row.split(), row.batchId(), row.dataSource());
        }
    }

    /** Those of texts whose languages are asked for. */
    record OfTaggedText(
            String rowId,
            String text,
            @Nullable String language,
            String label,
            String split,
            String batchId,
            @Nullable String dataSource) {
        static OfTaggedText of(DatasetRow row) {
            return new OfTaggedText(
                    row.rowId(),
                    row.text(),
                    row.texts().language(),
                    row.label(),
                    row.split(),
                    row.batchId(),
                    row.dataSource());
        }
    }

    /** Those of pairs of texts. */
    record OfPair(
            String rowId,
            String text,
            @Nullable String textPair,
            @Nullable String language,
            String label,
            String split,
            String batchId,
            @Nullable String dataSource) {
        static OfPair of(DatasetRow row) {
            RowContent.Text texts = row.texts();
            return new OfPair(
                    row.rowId(),
                    texts.text(),
                    texts.pair(),
                    texts.language(),
                    row.label(),
                    row.split(),
                    row.batchId(),
                    row.dataSource());
        }
    }

    /** Those of pictures. */
    record OfImage(
            String rowId,
            File image,
            String perceptualHash,
            String label,
            String split,
            String batchId,
            @Nullable String dataSource) {
        static OfImage of(DatasetRow row) {
            RowContent.Image image = row.image();
            return new OfImage(
                    row.rowId(),
                    new File(Binary.fromConstantByteArray(image.file().get()), image.name()),
                    image.perceptualHash(),
                    row.label(),
                    row.split(),
                    row.batchId(),
                    row.dataSource());
        }
    }

    /** Those of numbers; one that is missing is null, as readers of Parquet know it. */
    record OfNumbers(
            String rowId,
            List<@Nullable Double> values,
            String label,
            String split,
            String batchId,
            @Nullable String dataSource) {
        static OfNumbers of(DatasetRow row) {
            List<@Nullable Double> values = Arrays.stream(row.numbers().values())
                    .mapToObj(value -> Double.isNaN(value) ? null : Double.valueOf(value))
                    .toList();
            return new OfNumbers(row.rowId(), values, row.label(), row.split(), row.batchId(), row.dataSource());
        }
    }

    /** A file within a row, in the shape that Hugging Face's data sets give their images. */
    record File(Binary bytes, String path) {}

    /** All of them, as far as a shard has them. */
    record OfAny(
            String rowId,
            @Nullable String text,
            @Nullable String textPair,
            @Nullable String language,
            @Nullable File image,
            @Nullable String perceptualHash,
            @Nullable List<@Nullable Double> values,
            String label,
            String split,
            String batchId,
            @Nullable String dataSource) {
        DatasetRow row() {
            return new DatasetRow(rowId, content(), label, split, batchId, dataSource);
        }

        private RowContent content() {
            if (values != null) {
                return new RowContent.Numbers(
                        values.stream()
                                .mapToDouble(value -> value == null ? Double.NaN : value)
                                .toArray(),
                        dataSource);
            }
            if (image == null || perceptualHash == null) {
                return new RowContent.Text(text == null ? "" : text, textPair, language);
            }
            byte[] bytes = image.bytes().getBytes();
            return new RowContent.Image(image.path(), perceptualHash, () -> bytes);
        }
    }

    /** What tells a row from others. */
    record OfIdentity(String rowId, String label) {}

    /** What tells a picture from others that look like it. */
    record OfLooks(String rowId, String perceptualHash, String label, String split) {}
}
