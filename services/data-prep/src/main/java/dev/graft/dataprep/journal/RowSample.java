package dev.graft.dataprep.journal;

import dev.graft.contracts.document.RowContent;
import java.util.List;
import java.util.TreeMap;

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
     * @param content of a text its first {@value #MAX_CHARS} UTF-16 code units, or one less where they would end within a
     *     character
     */
    public record Row(String rowId, RowContent content, String label) {
        /**
         * The row's text.
         *
         * @throws IllegalStateException when it holds something else
         */
        public String text() {
            if (content instanceof RowContent.Text text) {
                return text.text();
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
    }

    /** Adds a row that holds a text or numbers. */
    public void add(String rowId, RowContent content, String label) {
        if (takes(rowId)) {
            put(new Row(rowId, beginning(content), label));
        }
    }

    public void addAll(RowSample other) {
        other.rows.values().stream().filter(row -> takes(row.rowId())).forEach(this::put);
    }

    /** Smallest id first; those of a smaller sample are the first of a larger one. */
    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    private boolean takes(String rowId) {
        return rows.size() < maxRows || maxRows > 0 && rowId.compareTo(rows.lastKey()) < 0;
    }

    private void put(Row row) {
        rows.putIfAbsent(row.rowId(), row);
        if (rows.size() > maxRows) {
            rows.pollLastEntry();
        }
    }

    private static RowContent beginning(RowContent content) {
        return content instanceof RowContent.Text text ? new RowContent.Text(beginning(text.text())) : content;
    }

    private static String beginning(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS);
    }
}
