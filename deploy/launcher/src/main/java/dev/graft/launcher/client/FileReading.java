package dev.graft.launcher.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a producer says of how a file of rows is written.
 *
 * @param textColumn the name of the text's column
 * @param textPairColumn the name of the second text's column; null: {@value #TEXT_PAIR}, where there is one
 * @param labelColumn the name of the label's column; null: the rows have no labels
 * @param groupColumn the name of the column that says which rows belong together; null: each stands alone
 * @param charset null: the mesh finds it out
 * @param delimiter between the fields of a CSV file; null: the mesh finds it out
 * @param dataSource of the task's data sources the one that the rows come from; null: they are in the task's own columns
 */
public record FileReading(
        String textColumn,
        @Nullable String textPairColumn,
        @Nullable String labelColumn,
        @Nullable String groupColumn,
        @Nullable String charset,
        @Nullable String delimiter,
        @Nullable String dataSource) {

    public static final String TEXT = "text";
    public static final String TEXT_PAIR = "textPair";
    public static final String LABEL = "label";

    /** A file in the task's own columns, of which nothing else is said. */
    public static final FileReading PLAIN = new FileReading(TEXT, null, LABEL, null, null, null, null);

    /** Writes what differs from a plain file into the payload of {@code batch.labelled}. */
    void writeTo(ObjectNode payload, ObjectNode source) {
        String usualLabel = labelColumn == null ? null : LABEL;
        if (!equals(new FileReading(TEXT, null, usualLabel, null, charset, delimiter, dataSource))) {
            writeColumns(source.putObject("columns"));
        }
        if (charset != null) {
            source.put("charset", charset);
        }
        if (delimiter != null) {
            source.put("delimiter", delimiter.equals("\\t") ? "\t" : delimiter);
        }
        writeRest(payload);
    }

    private void writeColumns(ObjectNode columns) {
        columns.put(TEXT, textColumn);
        if (labelColumn != null) {
            columns.put(LABEL, labelColumn);
        }
        if (textPairColumn != null) {
            columns.put(TEXT_PAIR, textPairColumn);
        }
        if (groupColumn != null) {
            columns.put("group", groupColumn);
        }
    }

    /** Writes what rows in an event need, too. */
    void writeRest(ObjectNode payload) {
        if (labelColumn == null) {
            payload.put("unlabelled", true);
        }
        if (dataSource != null) {
            payload.put("dataSource", dataSource);
        }
    }
}
