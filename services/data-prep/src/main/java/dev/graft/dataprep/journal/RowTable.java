package dev.graft.dataprep.journal;

/**
 * A number for each 128-bit id: open addressing with linear probing, at most half of the slots in use. Ids are hashes
 * already: their low bits are as good as any. Entries are never taken out. Not thread-safe.
 */
interface RowTable {
    /** The number of an id that is not there; no entry has it. */
    int FREE = 0;

    /** The number of an id, or {@link #FREE}. */
    int find(long high, long low);

    /** Adds an id unless it is there; returns whether it was added. */
    boolean add(long high, long low, int number);

    int size();

    void forEach(Receiver receiver);

    /** Takes an entry. */
    @FunctionalInterface
    interface Receiver {
        void take(long high, long low, int number);
    }
}
