package dev.graft.dataprep.duplicate;

import dev.graft.contracts.task.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Ids, bits, splits and labels of rows by their number, packed in pages: {@value #BYTES_PER_ROW} bytes a row. Not
 * thread-safe.
 */
final class HeldRows {
    static final int BYTES_PER_ROW = 100;

    private static final List<String> SPLITS = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);
    private static final int SPLIT_BITS = 2;
    private static final int ID_WORDS = 2;
    private static final int WORDS = ID_WORDS + Sketch.WORDS;
    private static final int PAGE_ROWS = 512;

    private final List<long[]> words = new ArrayList<>();
    private final List<int[]> marks = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int size;

    int size() {
        return size;
    }

    /** Returns the row's number. */
    int add(SketchedRow row) {
        int mark = number(row.label()) << SPLIT_BITS | SPLITS.indexOf(row.split());
        if (size == words.size() * PAGE_ROWS) {
            words.add(new long[PAGE_ROWS * WORDS]);
            marks.add(new int[PAGE_ROWS]);
        }
        long[] page = words.get(size / PAGE_ROWS);
        int at = at(size);
        page[at] = half(row.rowId(), 0);
        page[at + 1] = half(row.rowId(), 1);
        for (int i = 0; i < Sketch.WORDS; i++) {
            page[at + ID_WORDS + i] = row.sketch().word(i);
        }
        marks.get(size / PAGE_ROWS)[size % PAGE_ROWS] = mark;
        return size++;
    }

    private int number(String label) {
        return numbers.computeIfAbsent(label, added -> {
            labels.add(added);
            return labels.size() - 1;
        });
    }

    boolean isRow(int row, long idHigh, long idLow) {
        long[] page = words.get(row / PAGE_ROWS);
        return page[at(row)] == idHigh && page[at(row) + 1] == idLow;
    }

    /** How many bits of a row's sketch are those of another sketch. */
    int sameBits(int row, Sketch sketch) {
        long[] page = words.get(row / PAGE_ROWS);
        int from = at(row) + ID_WORDS;
        int same = Sketch.BITS;
        for (int i = 0; i < Sketch.WORDS; i++) {
            same -= Long.bitCount(page[from + i] ^ sketch.word(i));
        }
        return same;
    }

    Near near(int row, double similarity) {
        long[] page = words.get(row / PAGE_ROWS);
        int mark = marks.get(row / PAGE_ROWS)[row % PAGE_ROWS];
        HexFormat hex = HexFormat.of();
        return new Near(
                hex.toHexDigits(page[at(row)]) + hex.toHexDigits(page[at(row) + 1]),
                similarity,
                SPLITS.get(mark & (1 << SPLIT_BITS) - 1),
                labels.get(mark >>> SPLIT_BITS));
    }

    long bytes() {
        return (long) words.size() * PAGE_ROWS * BYTES_PER_ROW;
    }

    private static int at(int row) {
        return row % PAGE_ROWS * WORDS;
    }

    /** The first or the second 16 of the 32 digits of a row id. */
    static long half(String rowId, int which) {
        return Long.parseUnsignedLong(rowId, 16 * which, 16 * which + 16, 16);
    }
}
