package dev.graft.learning.drift;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Items of several kinds, drawn at random without being put back. A draw takes time in the logarithm of the number of
 * kinds, whatever their counts (a tree of sums: Fenwick, "A new data structure for cumulative frequency tables", 1994).
 * Not safe for several threads.
 */
final class Urn {

    private final long[] full;
    private final long[] tree;
    private final int highest;
    private final long total;

    Urn(long[] counts) {
        this.full = new long[counts.length + 1];
        for (int kind = 1; kind <= counts.length; kind++) {
            full[kind] += counts[kind - 1];
            int above = kind + (kind & -kind);
            if (above <= counts.length) {
                full[above] += full[kind];
            }
        }
        this.tree = new long[full.length];
        this.highest = Integer.highestOneBit(counts.length);
        this.total = Arrays.stream(counts).sum();
    }

    /** How many of each kind are among {@code draws} items, at most as many as there are; the urn is full again after. */
    long[] draw(long draws, SplittableRandom random) {
        System.arraycopy(full, 0, tree, 0, full.length);
        long[] drawn = new long[full.length - 1];
        for (long left = total; left > total - draws; left--) {
            drawn[take(random.nextLong(left))]++;
        }
        return drawn;
    }

    /** Removes the item at a place and gives its kind. */
    private int take(long place) {
        int before = 0;
        long rest = place;
        for (int step = highest; step > 0; step >>= 1) {
            int next = before + step;
            if (next < tree.length && tree[next] <= rest) {
                rest -= tree[next];
                before = next;
            }
        }
        for (int kind = before + 1; kind < tree.length; kind += kind & -kind) {
            tree[kind]--;
        }
        return before;
    }
}
