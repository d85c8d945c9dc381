package dev.graft.dataprep.reading;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a source.
 *
 * @param columns names of the columns or fields, distinct
 * @param optional those of them that a source may lack
 * @param within the object of a JSON row in which a column may lie that the row itself does not have; null: none
 * @param others whether every other column that holds texts, numbers or truth values is read too
 * @param castScalars whether numbers and truth values are taken as the text that they are written with; otherwise a row
 *     that has one in a wanted column is broken
 */
public record Wanted(
        List<String> columns,
        Set<String> optional,
        @Nullable String within,
        boolean others,
        boolean castScalars) {
    public Wanted {
        columns = List.copyOf(columns);
        optional = Set.copyOf(optional);
    }

    /** Columns that a source must have, and nothing else of it. */
    public Wanted(List<String> columns, boolean castScalars) {
        this(columns, Set.of(), null, false, castScalars);
    }

    /** Whether a source without that column cannot be read. */
    boolean requires(String column) {
        return !optional.contains(column);
    }
}
