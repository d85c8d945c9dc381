package dev.graft.dataprep.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cuts files of rows into {@link Slice}s, where their format allows it. */
public final class Slices {
    /** In these no byte below 0x40 but a digit is ever a part of another character. */
    private static final Set<String> WIDE = Set.of("GB18030", "GBK");

    private static final int LAST_ASCII = 0x7F;
    private static final int LAST_IN_WIDE = 0x3F;

    private Slices() {}

    /**
     * A file in slices; empty where it is packed, or of a format or charset that gives no place to cut, or where there is
     * one slice only.
     *
     * @param format its name in {@code batch.labelled}
     * @param wanted of every row
     * @param sliceBytes a slice has about as many
     * @throws UnreadableSource when the file has no beginning that the format knows, or not the wanted columns
     */
    public static Optional<Sliced> of(String format, RowFile file, Wanted wanted, ReadingLimits limits, long sliceBytes)
            throws UnreadableSource {
        if (file.gzip()) {
            return Optional.empty();
        }
        SourceNotes notes = notes(format, file, wanted, limits);
        Sliced sliced = switch (format) {
            case RowFormat.CSV -> csv(notes, file, CsvRows.Written.of(file, wanted, limits), sliceBytes);
            case RowFormat.JSON_LINES -> jsonLines(notes, file, Encoding.of(file, limits), sliceBytes);
            case RowFormat.PARQUET -> new Sliced(notes, null, null, null, ParquetRows.slices(file, sliceBytes));
            default -> throw new IllegalArgumentException("the format " + format + " is not read");
        };
        return sliced.slices().size() > 1 ? Optional.of(sliced) : Optional.empty();
    }

    private static SourceNotes notes(String format, RowFile file, Wanted wanted, ReadingLimits limits)
            throws UnreadableSource {
        try (RowSource rows = RowFormat.named(format).orElseThrow().open(file, wanted, limits)) {
            return rows.notes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sliced csv(SourceNotes notes, RowFile file, CsvRows.Written written, long sliceBytes) {
        char delimiter = written.dialect().delimiter();
        char quote = written.dialect().quote();
        Charset charset = written.encoding().charset();
        List<Slice> slices = standsForItself(charset, delimiter) && standsForItself(charset, quote)
                ? TextSlicer.slices(file.path(), new CsvEnds(delimiter, quote), true, sliceBytes)
                : List.of();
        return new Sliced(notes, charset.name(), String.valueOf(delimiter), String.valueOf(quote), slices);
    }

    private static Sliced jsonLines(SourceNotes notes, RowFile file, Encoding encoding, long sliceBytes) {
        Charset charset = encoding.charset();
        List<Slice> slices = standsForItself(charset, '\n')
                ? TextSlicer.slices(file.path(), new LineEnds(), false, sliceBytes)
                : List.of();
        return new Sliced(notes, charset.name(), null, null, slices);
    }

    /** Whether a character is one byte of its ASCII code, and that byte is never a part of another character. */
    private static boolean standsForItself(Charset charset, char character) {
        if (WIDE.contains(charset.name())) {
            return character <= LAST_IN_WIDE && !Character.isDigit(character);
        }
        boolean ascii = charset.equals(StandardCharsets.UTF_8)
                || charset.equals(StandardCharsets.US_ASCII)
                || charset.name().startsWith("ISO-8859-")
                || charset.name().startsWith("windows-125");
        return ascii && character <= LAST_ASCII;
    }
}
