package dev.graft.dataprep.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** Characters of a stream that names the line of the first bytes that are none. A byte order mark is skipped. */
final class StrictReader extends Reader {
    private static final int BUFFER_BYTES = 1 << 15;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private boolean atEnd;
    private boolean started;
    private long line;

    /** @param before lines of the file that are left out */
    StrictReader(InputStream in, Charset charset, long before) {
        this.in = in;
        this.line = before + 1;
        this.decoder = charset.newDecoder();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            CoderResult result = decoder.decode(bytes, chars, atEnd);
            countLines(target, offset, chars.position());
            if (result.isError()) {
                throw new NotInCharset(line, decoder.charset());
            }
            skipMark(chars);
            if (chars.position() == 0 && !refill()) {
                return -1;
            }
        }
        return chars.position();
    }

    private void skipMark(CharBuffer chars) {
        if (!started && chars.position() > 0) {
            started = true;
            if (chars.get(0) == BYTE_ORDER_MARK) {
                chars.flip().get();
                chars.compact();
            }
        }
    }

    private boolean refill() throws IOException {
        if (atEnd) {
            return false;
        }
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        atEnd = count < 0;
        bytes.position(bytes.position() + Math.max(0, count)).flip();
        return true;
    }

    private void countLines(char[] target, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (target[i] == '\n') {
                line++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Bytes that no character of the charset is written with. */
    static final class NotInCharset extends IOException {
        private static final long serialVersionUID = 1L;

        NotInCharset(long line, Charset charset) {
            super("line " + line + " is not " + charset.name()
                    + "; store the file in UTF-8, or say how it is written in source.charset");
        }
    }
}
