package dev.graft.dataprep.duplicate;

import dev.graft.contracts.task.Split;

/**
 * A row as the index keeps it.
 *
 * @param rowId 32 hexadecimal digits
 * @param split where the row went, one of the names in {@link Split}
 */
public record SketchedRow(String rowId, Sketch sketch, String split, String label) {
    /** @throws IllegalArgumentException when id or split are not what they must be */
    public SketchedRow {
        if (rowId.length() != 32) {
            throw new IllegalArgumentException("a row id has 32 digits, not '" + rowId + "'");
        }
        if (!split.equals(Split.TRAIN) && !split.equals(Split.VALIDATION) && !split.equals(Split.TEST)) {
            throw new IllegalArgumentException("there is no split '" + split + "'");
        }
    }
}
