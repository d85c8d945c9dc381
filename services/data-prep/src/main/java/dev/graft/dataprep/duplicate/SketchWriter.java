package dev.graft.dataprep.duplicate;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes a {@link SketchFile} row by row. Without {@link #finish()} the file has no end, and no reader accepts it. Not
 * thread-safe.
 */
public final class SketchWriter implements Closeable {
    private final CheckedOutputStream checked;
    private final DataOutputStream out;
    private final int bands;
    private final Map<String, Integer> labels = new HashMap<>();
    private long rows;

    /** Writes over a file that is there. */
    public SketchWriter(Path file, Nearness nearness) throws IOException {
        this.checked = new CheckedOutputStream(Files.newOutputStream(file), new CRC32C());
        this.out = new DataOutputStream(new BufferedOutputStream(checked));
        this.bands = nearness.bands();
        out.writeLong(SketchFile.MAGIC);
        out.writeInt(SketchFile.VERSION);
        out.writeDouble(nearness.threshold());
        out.writeDouble(nearness.recall());
    }

    /** @throws IllegalArgumentException when the sketch is of another nearness */
    public void add(SketchedRow row) throws IOException {
        Sketch sketch = row.sketch();
        if (sketch.bands() != bands) {
            throw new IllegalArgumentException("the sketch has " + sketch.bands() + " bands, the file " + bands);
        }
        out.writeByte(SketchFile.ROW);
        out.writeLong(HeldRows.half(row.rowId(), 0));
        out.writeLong(HeldRows.half(row.rowId(), 1));
        out.writeUTF(row.split());
        label(row.label());
        for (int i = 0; i < Sketch.WORDS; i++) {
            out.writeLong(sketch.word(i));
        }
        for (int band = 0; band < bands; band++) {
            out.writeInt(sketch.bandKey(band));
        }
        rows++;
    }

    /** A label's number, and behind a number that is new the label itself. */
    private void label(String label) throws IOException {
        Integer known = labels.putIfAbsent(label, labels.size());
        out.writeInt(known == null ? labels.size() - 1 : known);
        if (known == null) {
            out.writeUTF(label);
        }
    }

    /** Writes the end; nothing may be added behind it. */
    public void finish() throws IOException {
        out.writeByte(SketchFile.END);
        out.writeLong(rows);
        out.flush();
        out.writeInt((int) checked.getChecksum().getValue());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
