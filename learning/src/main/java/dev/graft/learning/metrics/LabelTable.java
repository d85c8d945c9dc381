package dev.graft.learning.metrics;

import java.util.List;

/** Checks and turns tables of {@code (rows, labels)} in which a row may have any number of labels. */
final class LabelTable {

    private LabelTable() {}

    /** Throws {@link IllegalArgumentException} on a row that has not one answer for each label. */
    static void check(boolean[][] table, List<String> labels, String content) {
        for (int row = 0; row < table.length; row++) {
            checkRow(table[row].length, row, labels, content);
        }
    }

    static void checkRow(int length, int row, List<String> labels, String content) {
        if (length != labels.size()) {
            throw new IllegalArgumentException(
                    "row %d has %d %s for %d labels".formatted(row, length, content, labels.size()));
        }
    }

    /** The table column after column, {@code (labels · rows)}. */
    static boolean[] columns(boolean[][] table, int labels) {
        boolean[] flat = new boolean[table.length * labels];
        for (int row = 0; row < table.length; row++) {
            for (int label = 0; label < labels; label++) {
                flat[label * table.length + row] = table[row][label];
            }
        }
        return flat;
    }
}
