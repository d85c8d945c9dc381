package dev.graft.dataprep.duplicate;

/**
 * The rows of each key of one band, in the order in which they were added: open addressing with linear probing, 8 bytes a
 * slot, of which 68 to 85 in 100 are in use. Of one key it holds the first {@value #ROWS_PER_KEY} rows and no more, so
 * that many texts with a part in common cost each of them a bounded time; these are found by other bands or not at all.
 * Not thread-safe.
 */
final class BandTable {
    static final int ROWS_PER_KEY = 128;

    private static final int FIRST_SLOTS = 64;
    private static final double LOAD = 0.85;
    private static final double GROWTH = 1.25;
    private static final int FREE = 0;

    private int[] keys = new int[FIRST_SLOTS];
    private int[] rows = new int[FIRST_SLOTS];
    private int size;

    /** @param row its number, from 0 and higher than all before */
    void add(int key, int row) {
        if (size + 1 > LOAD * rows.length) {
            grow();
        }
        int slot = home(key);
        int same = 0;
        while (rows[slot] != FREE) {
            same += keys[slot] == key ? 1 : 0;
            if (same == ROWS_PER_KEY) {
                return;
            }
            slot = following(slot);
        }
        put(slot, key, row + 1);
        size++;
    }

    /**
     * Writes the rows of a key into {@code found}, lowest first.
     *
     * @param from where to begin
     * @return behind the last one written, at most {@value #ROWS_PER_KEY} further
     */
    int find(int key, int[] found, int from) {
        int end = from;
        for (int slot = home(key); rows[slot] != FREE; slot = following(slot)) {
            if (keys[slot] == key) {
                found[end++] = rows[slot] - 1;
            }
        }
        return end;
    }

    long bytes() {
        return (long) Integer.BYTES * (keys.length + rows.length);
    }

    private void put(int slot, int key, int rowAndOne) {
        keys[slot] = key;
        rows[slot] = rowAndOne;
    }

    /** Keys are hashes: their share of the range is their share of the slots. */
    private int home(int key) {
        return (int) (((key & 0xFFFFFFFFL) * rows.length) >>> Integer.SIZE);
    }

    private int following(int slot) {
        return slot + 1 == rows.length ? 0 : slot + 1;
    }

    /** Moves the slots from behind a free one on, so that rows of one key keep their order. */
    private void grow() {
        int[] oldKeys = keys;
        int[] oldRows = rows;
        keys = new int[(int) (GROWTH * oldKeys.length)];
        rows = new int[keys.length];
        int free = 0;
        while (oldRows[free] != FREE) {
            free++;
        }
        for (int i = 1; i < oldRows.length; i++) {
            int old = (free + i) % oldRows.length;
            if (oldRows[old] != FREE) {
                int slot = home(oldKeys[old]);
                while (rows[slot] != FREE) {
                    slot = following(slot);
                }
                put(slot, oldKeys[old], oldRows[old]);
            }
        }
    }
}
