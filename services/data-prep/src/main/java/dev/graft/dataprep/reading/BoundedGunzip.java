package dev.graft.dataprep.reading;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * The unpacked bytes of a gzip stream, which ends with an error as soon as it grows beyond its bounds: a small file that
 * holds gigabytes costs neither memory nor time.
 */
public final class BoundedGunzip extends FilterInputStream {
    /** Text rarely packs better than 1 to 20; nothing that is worth reading packs better than this. */
    static final long MAX_RATIO = 200;

    /** Small files may repeat themselves: the ratio counts from here on. */
    static final long RATIO_COUNTS_FROM = 16L << 20;

    private static final int BUFFER_BYTES = 1 << 15;

    private final Counting packed;
    private final long maxBytes;
    private long unpacked;

    private BoundedGunzip(Counting packed, long maxBytes) throws IOException {
        super(new GZIPInputStream(packed, BUFFER_BYTES));
        this.packed = packed;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads the head of the file.
     *
     * @param maxBytes the most that may come out
     * @throws UnreadableSource when the file is no gzip file
     */
    public static InputStream open(InputStream packed, long maxBytes) throws UnreadableSource {
        try {
            return new BoundedGunzip(new Counting(packed), maxBytes);
        } catch (IOException e) {
            throw Unreadables.of(e, " at its beginning");
        }
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) throws ExpandsTooFar {
        unpacked += bytes;
        if (unpacked > maxBytes) {
            throw new ExpandsTooFar("the gzip file unpacks to more than " + maxBytes
                    + " bytes, which is all that is read of one batch; announce several smaller batches");
        }
        if (unpacked > RATIO_COUNTS_FROM && unpacked > MAX_RATIO * packed.bytes) {
            throw new ExpandsTooFar("the gzip file unpacks to more than " + MAX_RATIO + " times its size ("
                    + packed.bytes + " bytes gave " + unpacked
                    + "), which no real text or picture does; announce it unpacked if it is meant so");
        }
    }

    /** The bounds are passed. */
    public static final class ExpandsTooFar extends IOException {
        private static final long serialVersionUID = 1L;

        ExpandsTooFar(String message) {
            super(message);
        }
    }

    /** Counts what is read through it. */
    private static final class Counting extends FilterInputStream {
        private long bytes;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            bytes += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            bytes += Math.max(0, count);
            return count;
        }
    }
}
