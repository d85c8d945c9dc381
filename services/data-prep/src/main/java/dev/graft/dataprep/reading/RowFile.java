package dev.graft.dataprep.reading;

import dev.graft.contracts.event.BatchLabelled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows on this machine, with what its producer said of how it is written.
 *
 * @param gzip whether it is packed
 * @param charset null: to be found out
 * @param delimiter between fields; null: to be found out
 * @param quote around fields; null: to be found out
 * @param slice of a larger file that this file holds; null: it is whole
 */
public record RowFile(
        Path path,
        boolean gzip,
        @Nullable Charset charset,
        @Nullable Character delimiter,
        @Nullable Character quote,
        @Nullable Slice slice) {

    private static final String GZIP = "gzip";

    /** A file that is not packed and of which nothing is said. */
    public static RowFile of(Path path) {
        return new RowFile(path, false, null, null, null, null);
    }

    /**
     * A batch's file.
     *
     * @throws UnreadableSource when nobody knows the charset that it names, or no field can be told apart as it says
     */
    public static RowFile of(Path path, BatchLabelled.Source source) throws UnreadableSource {
        Character delimiter = character("source.delimiter", source.delimiter());
        Character quote = character("source.quote", source.quote());
        if (delimiter != null && delimiter.equals(quote)) {
            throw UnreadableSource.malformed("source.delimiter and source.quote are the same character; give two");
        }
        return new RowFile(path, isPacked(source), charset(source.charset()), delimiter, quote, null);
    }

    /** Whether a batch's file is packed as a whole. */
    public static boolean isPacked(BatchLabelled.Source source) {
        return GZIP.equals(source.compression());
    }

    /** Lines, or rows of a table, of the whole file that this one lacks in front of its rows. */
    long linesBefore() {
        return slice == null ? 0 : slice.linesBefore();
    }

    /**
     * The unpacked bytes from their beginning.
     *
     * @throws UnreadableSource when the file is said to be packed and is not
     */
    InputStream open(ReadingLimits limits) throws UnreadableSource {
        try {
            InputStream bytes = Files.newInputStream(path);
            return gzip ? unpacked(bytes, limits) : bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream unpacked(InputStream packed, ReadingLimits limits) throws UnreadableSource, IOException {
        try {
            return BoundedGunzip.open(packed, limits.maxUnpackedBytes());
        } catch (UnreadableSource e) {
            packed.close();
            throw e;
        }
    }

    private static @Nullable Charset charset(@Nullable String name) throws UnreadableSource {
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw UnreadableSource.malformed(
                    "source.charset: there is no charset '" + name
                            + "'; give an IANA name, as in UTF-8, windows-1252 or GB18030, or leave it out",
                    e);
        }
    }

    private static @Nullable Character character(String field, @Nullable String value) throws UnreadableSource {
        if (value == null) {
            return null;
        }
        char character = value.charAt(0);
        if (character == '\n' || character == '\r' || Character.isSurrogate(character)) {
            throw UnreadableSource.malformed(field + ": a line break or half a character tells no fields apart");
        }
        return character;
    }
}
