package dev.graft.dataprep.reading;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file cut into slices, with all that was found out about it as a whole: in a slice it need not, and could not, be found
 * out again.
 *
 * @param charset its IANA name; null: the format leaves no choice
 * @param delimiter between fields, one character; null: the format has none
 * @param quote around fields, one character; null: the format has none
 * @param slices all rows of the file, in their order
 */
public record Sliced(
        SourceNotes notes,
        @Nullable String charset,
        @Nullable String delimiter,
        @Nullable String quote,
        List<Slice> slices) {
    public Sliced {
        slices = List.copyOf(slices);
    }

    /** A slice as a file to read. */
    public RowFile file(Path path, Slice slice) {
        return new RowFile(
                path,
                false,
                charset == null ? null : Charset.forName(charset),
                delimiter == null ? null : delimiter.charAt(0),
                quote == null ? null : quote.charAt(0),
                slice);
    }
}
