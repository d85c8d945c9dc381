package dev.graft.platform.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails with {@link StoreException.TooLarge} as soon as it has given more than its limit. */
final class BoundedInputStream extends FilterInputStream {
    private final String uri;
    private final long limit;
    private long given;

    BoundedInputStream(InputStream in, String uri, long limit) {
        super(in);
        this.uri = uri;
        this.limit = limit;
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

    private void count(int bytes) {
        given += bytes;
        if (given > limit) {
            throw new StoreException.TooLarge(uri, given, limit);
        }
    }
}
