package dev.graft.dataprep.reading;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a Parquet file, looked at before its footer is read into memory. */
final class ParquetFooter {
    /** Footers of real files hold kilobytes; one of thousands of row groups some megabytes. */
    static final int MAX_BYTES = 16 << 20;

    private static final int TAIL_BYTES = 8;
    static final int MAGIC_BYTES = 4;
    private static final String MAGIC = "PAR1";

    private ParquetFooter() {}

    /**
     * Where the footer starts in the file.
     *
     * @throws UnreadableSource when the file does not end as a Parquet file, or its footer is larger than is read
     */
    static long check(Path path) throws UnreadableSource {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long size = file.length();
            if (size < MAGIC_BYTES + TAIL_BYTES) {
                throw UnreadableSource.malformed("the file is too short for a Parquet file: " + size + " bytes");
            }
            file.seek(size - TAIL_BYTES);
            int footer = Integer.reverseBytes(file.readInt());
            byte[] magic = new byte[MAGIC_BYTES];
            file.readFully(magic);
            if (!MAGIC.equals(new String(magic, StandardCharsets.US_ASCII))) {
                throw UnreadableSource.malformed(
                        "the file is no Parquet file or is cut short: it does not end with " + MAGIC);
            }
            if (footer < 0 || footer > MAX_BYTES) {
                throw UnreadableSource.tooLarge("the footer of the Parquet file has " + Integer.toUnsignedString(footer)
                        + " bytes, and at most " + MAX_BYTES + " are read; write the file with fewer row groups");
            }
            return size - TAIL_BYTES - footer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
