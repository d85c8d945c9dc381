package dev.graft.dataprep.reading;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines of bytes, of which no more than a bound is ever in memory: of a longer line the beginning is kept and the rest
 * skipped. Lines end in LF or CR LF; a byte order mark before the first line is no part of it.
 */
final class BoundedLines implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private long number;

    /** @param before lines of the file that are left out */
    BoundedLines(InputStream in, int maxBytes, long before) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.number = before;
    }

    /**
     * A line without its end.
     *
     * @param number from 1
     * @param content at most the bound
     * @param bytes how long the line really is
     */
    record Line(long number, byte[] content, long bytes) {
        boolean isWhole() {
            return content.length == bytes;
        }
    }

    /** The next line; null after the last. */
    @Nullable
    Line next() throws IOException {
        if (!fill()) {
            return null;
        }
        number++;
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        long bytes = 0;
        boolean ended = false;
        while (!ended && fill()) {
            int end = lineFeed();
            ended = end < to;
            int length = end - from;
            kept.write(buffer, from, (int) Math.min(length, Math.max(0, maxBytes - bytes)));
            bytes += length;
            from = ended ? end + 1 : end;
        }
        return line(kept.toByteArray(), bytes);
    }

    private Line line(byte[] content, long bytes) {
        int start = number == 1 && startsWithMark(content) ? BYTE_ORDER_MARK.length : 0;
        boolean carriageReturn = content.length == bytes && bytes > start && content[content.length - 1] == '\r';
        int end = content.length - (carriageReturn ? 1 : 0);
        return new Line(number, Arrays.copyOfRange(content, start, end), bytes - start - (carriageReturn ? 1 : 0));
    }

    private static boolean startsWithMark(byte[] content) {
        return content.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(content, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private int lineFeed() {
        int at = from;
        while (at < to && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean fill() throws IOException {
        if (from < to) {
            return true;
        }
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
