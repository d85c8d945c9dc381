package dev.graft.dataprep.archive;

import dev.graft.dataprep.image.RawImage;
import dev.graft.dataprep.mapping.RowMapping;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.ReadingLimits;
import dev.graft.dataprep.reading.RowFile;
import dev.graft.dataprep.reading.RowFormat;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.dataprep.reading.UnreadableSource;
import dev.graft.dataprep.reading.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file at an archive's root that says the label of each image: {@code manifest.csv} with the columns {@code file} and
 * {@code label}, or {@code manifest.jsonl} with these fields. Where there is one, folders say nothing. It may have {@code
 * group}, too: which images belong together. Not thread-safe.
 */
final class Manifest {
    /** The names by which it is found, and the format of each. */
    static final Map<String, String> FORMATS =
            Map.of("manifest.csv", RowFormat.CSV, "manifest.jsonl", RowFormat.JSON_LINES);

    static final String FILE_MISSING = "manifest-file-missing";
    static final String FILE_REPEATED = "manifest-file-repeated";
    static final String LINE_INCOMPLETE = "manifest-line-incomplete";

    private static final String GROUP = RowMapping.GROUP;
    private static final Wanted COLUMNS = new Wanted(List.of("file", "label", GROUP), Set.of(GROUP), null, false, true);
    private static final int MAX_LINE_BYTES = 1 << 14;

    private final String name;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<RawImage.Broken> faults = new ArrayList<>();
    private final Map<String, String> words = new HashMap<>();

    private Manifest(String name) {
        this.name = name;
    }

    /**
     * What is said of an image.
     *
     * @param number of the line, from 1
     * @param group what the image has in common with others; null: it stands alone
     */
    record Line(long number, String label, @Nullable String group) {}

    /**
     * Reads all of it, and holds it.
     *
     * @param copy the manifest's content as a file
     * @throws UnreadableSource when it cannot be read to its end, or has more lines than an archive may have entries
     */
    static Manifest read(String name, Path copy, ArchiveLimits limits) throws UnreadableSource {
        Manifest manifest = new Manifest(name);
        ReadingLimits reading = new ReadingLimits(limits.maxManifestBytes(), MAX_LINE_BYTES);
        RowFormat format = RowFormat.named(String.valueOf(FORMATS.get(name))).orElseThrow();
        try (RowSource rows = format.open(RowFile.of(copy), COLUMNS, reading)) {
            int count = 0;
            for (RawRow row = rows.next(); row != null; row = rows.next()) {
                if (++count > limits.maxEntries()) {
                    throw UnreadableSource.tooLarge("it has more than " + limits.maxEntries() + " lines");
                }
                manifest.take(row);
            }
            return manifest;
        } catch (UnreadableSource e) {
            String message = name + " in the archive: " + e.getMessage();
            throw e.isTooLarge() ? UnreadableSource.tooLarge(message) : UnreadableSource.malformed(message, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(RawRow row) {
        if (row instanceof RawRow.Broken broken) {
            faults.add(fault(row.line(), broken.rule(), broken.reason(), broken.excerpt()));
            return;
        }
        RawRow.Fields fields = (RawRow.Fields) row;
        String file = fields.value("file");
        String label = fields.value("label");
        if (file == null || file.isBlank() || label == null || label.isBlank()) {
            faults.add(fault(
                    row.line(),
                    LINE_INCOMPLETE,
                    "the line needs a file and its label; write both, or take the line out",
                    fields.values().toString()));
            return;
        }
        String path = EntryName.of(file.strip()).path();
        String stripped = label.strip();
        String group = fields.value(GROUP);
        Line line = new Line(row.line(), once(stripped), group == null || group.isBlank() ? null : once(group.strip()));
        Line before = lines.putIfAbsent(path, line);
        if (before != null) {
            faults.add(fault(
                    row.line(),
                    FILE_REPEATED,
                    "line " + before.number() + " names this file already, with the label '" + before.label()
                            + "', which stays; keep one of the lines",
                    path + ": " + stripped));
        }
    }

    /** Words are few and lines many: each word is held once. */
    private String once(String word) {
        return words.computeIfAbsent(word, added -> added);
    }

    private RawImage.Broken fault(long line, String rule, String reason, String value) {
        return new RawImage.Broken(line, name, rule, reason, value);
    }

    String name() {
        return name;
    }

    /** The line of a file, which is done with then; null: none names it. */
    @Nullable
    Line take(String path) {
        return lines.remove(path);
    }

    /** What is wrong with the manifest's lines, those last whose file nobody asked for. */
    List<RawImage.Broken> faults() {
        List<RawImage.Broken> all = new ArrayList<>(faults);
        lines.forEach((path, line) -> all.add(fault(
                line.number(),
                FILE_MISSING,
                "the archive has no such file; add it, or correct the path, which begins at the archive's root",
                path)));
        return all;
    }
}
