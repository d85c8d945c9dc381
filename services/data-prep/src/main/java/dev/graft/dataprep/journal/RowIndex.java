package dev.graft.dataprep.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The label of each row id, packed: open addressing with linear probing over the two halves of the 128-bit id, 20 bytes a
 * slot, at most half of the slots in use. Rows are never taken out. Not thread-safe.
 */
public final class RowIndex {
    private static final int FIRST_SLOTS = 1 << 10;
    private static final int FREE = 0;

    private final List<String> labels = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private long[] high = new long[FIRST_SLOTS];
    private long[] low = new long[FIRST_SLOTS];
    private int[] label = new int[FIRST_SLOTS];
    private int size;

    /** The label of a row; null when the row is not known. */
    public @Nullable String labelOf(String rowId) {
        int slot = slot(half(rowId, 0), half(rowId, 16));
        return label[slot] == FREE ? null : labels.get(label[slot] - 1);
    }

    /** Adds a row unless it is known. */
    public void add(String rowId, String rowLabel) {
        addPacked(half(rowId, 0), half(rowId, 16), number(rowLabel));
    }

    /** Adds the rows of another index that are not known. */
    public void addAll(RowIndex other) {
        for (int i = 0; i < other.label.length; i++) {
            if (other.label[i] != FREE) {
                addPacked(other.high[i], other.low[i], number(other.labels.get(other.label[i] - 1)));
            }
        }
    }

    public int size() {
        return size;
    }

    private void addPacked(long first, long second, int number) {
        if (2 * (size + 1) > label.length) {
            grow();
        }
        int slot = slot(first, second);
        if (label[slot] == FREE) {
            put(slot, first, second, number);
            size++;
        }
    }

    private void put(int slot, long first, long second, int number) {
        high[slot] = first;
        low[slot] = second;
        label[slot] = number;
    }

    private int number(String rowLabel) {
        return numbers.computeIfAbsent(rowLabel, added -> {
            labels.add(added);
            return labels.size();
        });
    }

    /** Ids are hashes already: their low bits are as good as any. */
    private int slot(long first, long second) {
        int mask = label.length - 1;
        int slot = (int) second & mask;
        while (label[slot] != FREE && (high[slot] != first || low[slot] != second)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        int[] oldLabel = label;
        high = new long[2 * oldHigh.length];
        low = new long[2 * oldLow.length];
        label = new int[2 * oldLabel.length];
        for (int i = 0; i < oldLabel.length; i++) {
            if (oldLabel[i] != FREE) {
                put(slot(oldHigh[i], oldLow[i]), oldHigh[i], oldLow[i], oldLabel[i]);
            }
        }
    }

    private static long half(String rowId, int from) {
        return Long.parseUnsignedLong(rowId, from, from + 16, 16);
    }
}
