package dev.graft.dataprep.reading;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a file hold what.
 *
 * @param text name of the column or field with the text
 * @param label name of the column or field with the label
 */
public record Columns(String text, String label) {
    public static final String TEXT = "text";
    public static final String LABEL = "label";

    /** From the mapping of a batch, whose absent entries are the names themselves. */
    public static Columns of(@Nullable Map<String, String> mapping) {
        Map<String, String> given = mapping == null ? Map.of() : mapping;
        return new Columns(given.getOrDefault(TEXT, TEXT), given.getOrDefault(LABEL, LABEL));
    }
}
