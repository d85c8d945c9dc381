package dev.graft.dataprep.duplicate;

import dev.graft.contracts.task.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Ids, bits, splits and labels of rows by their number, packed in pages: 100 bytes a row, and where their bands' keys are
 * kept too, 8 for each two of them. Not thread-safe.
 */
final class HeldRows {
    private static final List<String> SPLITS = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);
    private static final int SPLIT_BITS = 2;
    private static final int ID_WORDS = 2;
    private static final int PAGE_ROWS = 512;

    private final int keys;
    private final int rowWords;
    private final List<long[]> words = new ArrayList<>();
    private final List<int[]> marks = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int size;

    /** @param keys bands of a row whose keys are kept, so that {@link #row} can give the row back; 0: none */
    HeldRows(int keys) {
        this.keys = keys;
        this.rowWords = ID_WORDS + Sketch.WORDS + (keys + 1) / 2;
    }

    int size() {
        return size;
    }

    /** Returns the row's number. */
    int add(SketchedRow row) {
        int mark = number(row.label()) << SPLIT_BITS | SPLITS.indexOf(row.split());
        if (size == words.size() * PAGE_ROWS) {
            words.add(new long[PAGE_ROWS * rowWords]);
            marks.add(new int[PAGE_ROWS]);
        }
        long[] page = words.get(size / PAGE_ROWS);
        int at = at(size);
        page[at] = half(row.rowId(), 0);
        page[at + 1] = half(row.rowId(), 1);
        for (int i = 0; i < Sketch.WORDS; i++) {
            page[at + ID_WORDS + i] = row.sketch().word(i);
        }
        for (int band = 0; band < keys; band++) {
            page[keyWord(at, band)] |= (row.sketch().bandKey(band) & 0xFFFFFFFFL) << keyShift(band);
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
        return new Near(id(row), similarity, split(row), label(row));
    }

    /** A row as it was added; only where the keys of all its bands are kept. */
    SketchedRow row(int row) {
        long[] page = words.get(row / PAGE_ROWS);
        int at = at(row);
        long[] bits = Arrays.copyOfRange(page, at + ID_WORDS, at + ID_WORDS + Sketch.WORDS);
        int[] bands = new int[keys];
        Arrays.setAll(bands, band -> (int) (page[keyWord(at, band)] >>> keyShift(band)));
        return new SketchedRow(id(row), new Sketch(bits, bands), split(row), label(row));
    }

    private String id(int row) {
        long[] page = words.get(row / PAGE_ROWS);
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(page[at(row)]) + hex.toHexDigits(page[at(row) + 1]);
    }

    private String split(int row) {
        return SPLITS.get(mark(row) & (1 << SPLIT_BITS) - 1);
    }

    private String label(int row) {
        return labels.get(mark(row) >>> SPLIT_BITS);
    }

    private int mark(int row) {
        return marks.get(row / PAGE_ROWS)[row % PAGE_ROWS];
    }

    long bytes() {
        return (long) words.size() * PAGE_ROWS * (rowWords * Long.BYTES + Integer.BYTES);
    }

    private int at(int row) {
        return row % PAGE_ROWS * rowWords;
    }

    /** Two keys share a word. */
    private static int keyWord(int at, int band) {
        return at + ID_WORDS + Sketch.WORDS + band / 2;
    }

    private static int keyShift(int band) {
        return band % 2 * Integer.SIZE;
    }

    /** The first or the second 16 of the 32 digits of a row id. */
    static long half(String rowId, int which) {
        return Long.parseUnsignedLong(rowId, 16 * which, 16 * which + 16, 16);
    }
}
