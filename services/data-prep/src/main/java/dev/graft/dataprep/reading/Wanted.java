package dev.graft.dataprep.reading;

import java.util.List;

/**
 * What is wanted of a source.
 *
 * @param columns names of the columns or fields, distinct
 * @param castScalars whether numbers and truth values are taken as the text that they are written with; otherwise a row
 *     that has one in a wanted column is broken
 */
public record Wanted(List<String> columns, boolean castScalars) {
    public Wanted {
        columns = List.copyOf(columns);
    }
}
