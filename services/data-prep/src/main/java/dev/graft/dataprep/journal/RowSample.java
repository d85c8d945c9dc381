package dev.graft.dataprep.journal;

import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.image.ShrunkImage;
import dev.graft.learning.image.DecodedImages;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The rows with the smallest ids, which are hashes of what they hold: a sample that is drawn evenly and without replacement,
 * whatever the order in which rows come, and that of two sets together is had from their samples (bottom-k sketches, Cohen
 * and Kaplan 2007). Not thread-safe.
 */
public final class RowSample {
    /** Of a longer text only the beginning is held: 4 KB of memory a row at most. */
    public static final int MAX_CHARS = 2_000;

    private final int maxRows;
    private final TreeMap<String, Row> rows = new TreeMap<>();

    /** @param maxRows 0: a sample of nothing */
    public RowSample(int maxRows) {
        this.maxRows = maxRows;
    }

    /**
     * A row of the sample.
     *
     * @param content of each text its first {@value #MAX_CHARS} UTF-16 code units, or one less where they would end within a
     *     character; of a picture, as its file, a {@link ShrunkImage}
     */
    public record Row(String rowId, RowContent content, String label) {
        /**
         * The row's text, or two.
         *
         * @throws IllegalStateException when it holds something else
         */
        public RowContent.Text texts() {
            if (content instanceof RowContent.Text text) {
                return text;
            }
            throw new IllegalStateException("row " + rowId + " holds no text");
        }

        /**
         * The row's numbers.
         *
         * @throws IllegalStateException when it holds something else
         */
        public RowContent.Numbers numbers() {
            if (content instanceof RowContent.Numbers numbers) {
                return numbers;
            }
            throw new IllegalStateException("row " + rowId + " holds no numbers");
        }

        /**
         * The row's picture, whose file is {@link #shrunk}.
         *
         * @throws IllegalStateException when it holds something else
         */
        public RowContent.Image image() {
            if (content instanceof RowContent.Image image) {
                return image;
            }
            throw new IllegalStateException("row " + rowId + " holds no picture");
        }

        /**
         * What is kept of the row's picture.
         *
         * @throws IllegalStateException when it holds something else
         */
        public ShrunkImage shrunk() {
            if (image().file() instanceof ShrunkImage shrunk) {
                return shrunk;
            }
            throw new IllegalStateException("row " + rowId + " holds a whole picture");
        }
    }

    /** Adds a row; a picture is decoded and shrunk only where the sample takes it. */
    public void add(String rowId, RowContent content, String label) {
        add(rowId, () -> content, label);
    }

    /** Adds a row whose content is asked for only where the sample takes it. */
    public void add(String rowId, Supplier<? extends RowContent> content, String label) {
        if (takes(rowId)) {
            put(new Row(rowId, kept(content.get()), label));
        }
    }

    public void addAll(RowSample other) {
        other.rows.values().stream().filter(row -> takes(row.rowId())).forEach(this::put);
    }

    /** Smallest id first; those of a smaller sample are the first of a larger one. */
    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** Whether a row of this id would be among the sample now. */
    boolean takes(String rowId) {
        return rows.size() < maxRows || maxRows > 0 && rowId.compareTo(rows.lastKey()) < 0;
    }

    private void put(Row row) {
        rows.putIfAbsent(row.rowId(), row);
        if (rows.size() > maxRows) {
            rows.pollLastEntry();
        }
    }

    private static RowContent kept(RowContent content) {
        if (content instanceof RowContent.Text text) {
            return new RowContent.Text(
                    beginning(text.text()), text.pair() == null ? null : beginning(text.pair()), null);
        }
        return content instanceof RowContent.Image image && !(image.file() instanceof ShrunkImage)
                ? new RowContent.Image(image.name(), image.perceptualHash(), shrunk(image.file()))
                : content;
    }

    private static ShrunkImage shrunk(Supplier<byte[]> file) {
        return ShrunkImage.of(new DecodedImages(List.of(file)).get(0));
    }

    private static String beginning(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS);
    }
}
