package dev.graft.dataprep.reading;

import dev.graft.platform.json.Hashes;
import dev.graft.platform.store.ObjectStore.ByteRange;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a text file between rows, reading it once. Every slice has the file's header, where it has one, in front. */
final class TextSlicer {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final RecordEnds ends;
    private final long sliceBytes;
    private final List<Slice> slices = new ArrayList<>();
    private final MessageDigest digest = Hashes.sha256();
    private boolean headerToCome;
    private @Nullable ByteRange header;
    private long headerLines;
    private long position;
    private long start;
    private long linesBefore;

    private TextSlicer(RecordEnds ends, boolean hasHeader, long sliceBytes) {
        this.ends = ends;
        this.headerToCome = hasHeader;
        this.sliceBytes = sliceBytes;
    }

    /**
     * The slices of a file that is not packed.
     *
     * @param sliceBytes a slice ends with the first row that takes it to as many
     */
    static List<Slice> slices(Path file, RecordEnds ends, boolean hasHeader, long sliceBytes) {
        return new TextSlicer(ends, hasHeader, sliceBytes).cut(file);
    }

    private List<Slice> cut(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            byte[] mark = in.readNBytes(BYTE_ORDER_MARK.length);
            take(mark, mark.length, Arrays.equals(mark, BYTE_ORDER_MARK) ? mark.length : 0);
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                take(buffer, read, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (position > start && !headerToCome) {
            end();
        }
        return slices;
    }

    /** @param unread bytes at the beginning that are no part of a row */
    private void take(byte[] bytes, int count, int unread) {
        int digested = 0;
        position += unread;
        for (int i = unread; i < count; i++) {
            position++;
            if (ends.endsWith(bytes[i]) && isCut()) {
                digest.update(bytes, digested, i + 1 - digested);
                digested = i + 1;
                end();
            }
        }
        digest.update(bytes, digested, count - digested);
    }

    private boolean isCut() {
        return headerToCome ? ends.hadContent() : position - start >= sliceBytes;
    }

    private void end() {
        String sha256 = Hashes.hex(digest.digest());
        if (headerToCome) {
            header = new ByteRange(0, position, 0, sha256);
            headerLines = ends.lines();
            headerToCome = false;
        } else {
            slices.add(new Slice(start, position, linesBefore - headerLines, pieces(sha256)));
        }
        start = position;
        linesBefore = ends.lines();
    }

    private List<ByteRange> pieces(String sha256) {
        long at = header == null ? 0 : header.bytes();
        ByteRange rows = new ByteRange(start, position - start, at, sha256);
        return header == null ? List.of(rows) : List.of(header, rows);
    }
}
