package dev.graft.dataprep.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A row as the task knows rows, before anybody asks whether it makes sense.
 *
 * @param line where it starts in its source
 * @param text null: the row has none
 * @param label null: the row has none
 */
public record MappedRow(
        long line, @Nullable String text, @Nullable String label) {}
