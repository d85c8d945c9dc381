package dev.graft.dataprep.duplicate;

/** Makes sketches for one {@link Nearness}; only those can be compared. The same text has the same sketch. Thread-safe. */
public final class Sketcher {
    private final int bands;
    private final int minimaPerBand;

    public Sketcher(Nearness nearness) {
        this.bands = nearness.bands();
        this.minimaPerBand = nearness.minimaPerBand();
    }

    /** @param text as it came; it is normalised here */
    public Sketch sketch(String text) {
        return sketch(Shingles.of(text));
    }

    public Sketch sketch(Shingles shingles) {
        int[] minima = MinHash.minima(shingles);
        return new Sketch(bits(minima), keys(minima));
    }

    /** Each minimum is mixed with its place first: two minima may not agree on the bits of all places at once. */
    private static long[] bits(int[] minima) {
        long[] bits = new long[Sketch.WORDS];
        for (int i = 0; i < Sketch.BITS; i++) {
            long mixed = Shingles.mix(((long) i << 32) | (minima[i] & 0xFFFFFFFFL));
            bits[i / Long.SIZE] |= (mixed >>> 63) << (i % Long.SIZE);
        }
        return bits;
    }

    private int[] keys(int[] minima) {
        int[] keys = new int[bands];
        for (int band = 0; band < bands; band++) {
            long key = band;
            for (int i = band * minimaPerBand; i < (band + 1) * minimaPerBand; i++) {
                key = Shingles.mix(key << 32 ^ key ^ minima[i]);
            }
            keys[band] = (int) (key >>> 32);
        }
        return keys;
    }
}
