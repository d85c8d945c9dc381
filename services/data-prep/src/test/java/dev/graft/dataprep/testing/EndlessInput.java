package dev.graft.dataprep.testing;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes as many as wanted that are made while they are read: a head, one byte over and over, and a tail. */
public final class EndlessInput extends InputStream {
    private final byte[] head;
    private final byte filling;
    private final long fillings;
    private final byte[] tail;
    private long position;

    public EndlessInput(String head, char filling, long fillings, String tail) {
        this.head = head.getBytes(StandardCharsets.UTF_8);
        this.filling = (byte) filling;
        this.fillings = fillings;
        this.tail = tail.getBytes(StandardCharsets.UTF_8);
    }

    public long position() {
        return position;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        long inFilling = position - head.length;
        int count;
        if (inFilling < 0) {
            count = copy(head, (int) position, buffer, offset, length);
        } else if (inFilling < fillings) {
            count = (int) Math.min(length, fillings - inFilling);
            Arrays.fill(buffer, offset, offset + count, filling);
        } else {
            count = copy(tail, (int) (inFilling - fillings), buffer, offset, length);
        }
        position += count;
        return count == 0 ? -1 : count;
    }

    private static int copy(byte[] from, int at, byte[] to, int offset, int length) {
        int count = Math.min(length, from.length - at);
        System.arraycopy(from, at, to, offset, count);
        return count;
    }
}
