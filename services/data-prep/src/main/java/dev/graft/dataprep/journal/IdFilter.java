package dev.graft.dataprep.journal;

/**
 * Whether an id may have been added: no is always right, yes is wrong now and then (Bloom, Space/time trade-offs in hash
 * coding with allowable errors, 1970). Two bits an id, taken from its first half, which is a hash already: with 8 bits of
 * memory for each id 5 in 100 wrong answers, more where it is full beyond that. Not thread-safe.
 */
final class IdFilter {
    /** 8 MB; beyond 8 million ids a yes says less and less. */
    private static final long MAX_BITS = 1L << 26;

    private final long[] words;
    private final int mask;

    /** @param bits a power of two, at least 64; fewer are taken where there would be too many */
    IdFilter(long bits) {
        int taken = (int) Math.min(bits, MAX_BITS);
        this.words = new long[taken / Long.SIZE];
        this.mask = taken - 1;
    }

    void add(long high) {
        set((int) high);
        set((int) (high >>> Integer.SIZE));
    }

    boolean mayHold(long high) {
        return isSet((int) high) && isSet((int) (high >>> Integer.SIZE));
    }

    private void set(int hash) {
        int bit = hash & mask;
        words[bit / Long.SIZE] |= 1L << bit;
    }

    private boolean isSet(int hash) {
        int bit = hash & mask;
        return (words[bit / Long.SIZE] >>> bit & 1) == 1;
    }
}
