package dev.graft.dataprep.duplicate;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is kept of a text to compare it: one bit of each of its {@value #BITS} minima (b-bit minwise hashing, Li and
 * König 2010, b = 1), and a key for each band. For similarities above one half, so many bits of as many minima say more
 * than the same memory of whole minima. Immutable.
 */
public final class Sketch {
    /** Bits that are compared. */
    static final int BITS = MinHash.COMPONENTS;

    /** Words that hold them. */
    static final int WORDS = BITS / Long.SIZE;

    private final long[] bits;
    private final int[] bands;

    /** Takes the arrays over, which nobody changes any more. */
    Sketch(long[] bits, int[] bands) {
        this.bits = bits;
        this.bands = bands;
    }

    /** A sketch that was written by {@link #toBytes}. */
    public static Sketch ofBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long[] bits = new long[WORDS];
        buffer.asLongBuffer().get(bits);
        buffer.position(WORDS * Long.BYTES);
        int[] bands = new int[buffer.remaining() / Integer.BYTES];
        buffer.asIntBuffer().get(bands);
        return new Sketch(bits, bands);
    }

    /** The bits and then the key of each band, big-endian. */
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(WORDS * Long.BYTES + bands.length * Integer.BYTES);
        for (long word : bits) {
            buffer.putLong(word);
        }
        for (int band : bands) {
            buffer.putInt(band);
        }
        return buffer.array();
    }

    long word(int at) {
        return bits[at];
    }

    int bands() {
        return bands.length;
    }

    int bandKey(int band) {
        return bands[band];
    }

    /**
     * The Jaccard similarity of the two texts' shingles as estimated, 0 to 1; unbiased but for the cut at 0.
     *
     * @see #standardError
     */
    public double similarity(Sketch other) {
        int same = BITS;
        for (int i = 0; i < WORDS; i++) {
            same -= Long.bitCount(bits[i] ^ other.bits[i]);
        }
        return similarity(same);
    }

    /** Bits of different minima are the same half of the time. */
    static double similarity(int sameBits) {
        return Math.max(0, 2.0 * sameBits / BITS - 1);
    }

    /** The standard deviation of the estimate for texts of this similarity: 0.024 at 0.8. */
    public static double standardError(double similarity) {
        return Math.sqrt((1 - similarity * similarity) / BITS);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sketch sketch && Arrays.equals(bits, sketch.bits) && Arrays.equals(bands, sketch.bands);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }
}
