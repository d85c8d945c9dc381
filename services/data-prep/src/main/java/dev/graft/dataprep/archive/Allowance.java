package dev.graft.dataprep.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * How many bytes a library may still read while it looks for an entry. It holds lists and long names in memory that an
 * archive's author can make as long as he likes; here their bytes are counted before it sees them. Not thread-safe.
 */
final class Allowance {
    private static final long ENDLESS = Long.MAX_VALUE;

    private long left = ENDLESS;

    /** From now on so many bytes and no more. */
    void grant(long bytes) {
        left = bytes;
    }

    /** From now on whoever reads counts for himself. */
    void lift() {
        left = ENDLESS;
    }

    void spend(int bytes) throws Spent {
        if (left != ENDLESS && bytes > 0) {
            left -= bytes;
            if (left < 0) {
                throw new Spent();
            }
        }
    }

    /** The bytes of a stream, each counted, skipped ones too. */
    InputStream over(InputStream bytes) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                int value = bytes.read();
                spend(value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = bytes.read(buffer, offset, length);
                spend(count);
                return count;
            }

            @Override
            public void close() throws IOException {
                bytes.close();
            }
        };
    }

    /** More was asked for. */
    static final class Spent extends IOException {
        private static final long serialVersionUID = 1L;

        Spent() {
            super("its list of entries or an entry's header is longer than any tool writes it");
        }
    }
}
