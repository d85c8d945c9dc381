package dev.graft.dataprep.duplicate;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * The sketches of a shard's rows, in a file beside it; the same rows give the same bytes. Big-endian: a magic number, the
 * version, threshold and recall; for each row a mark, its id (16 bytes), split, label, bits and band keys; at the end a
 * mark, the number of rows (8 bytes), and the CRC-32C of all that is before. The version stands for the layout, the
 * shingles and the hash functions: a change of any of these is a new one.
 */
public final class SketchFile {
    static final long MAGIC = 0x47_52_41_46_54_4E_45_41L;
    static final int VERSION = 1;
    static final byte ROW = 1;
    static final byte END = 0;

    private static final int HEADER_BYTES = 28;
    private static final int TRAILER_BYTES = 13;
    private static final int BUFFER_BYTES = 1 << 16;

    private SketchFile() {}

    /**
     * Hands over the rows in the order in which they were written; none unless the whole file is sound.
     *
     * @param nearness for which the sketches must have been made
     * @throws UnreadableSketches when the file is none of sketches, of another version or nearness, cut short or damaged
     */
    public static void read(Path file, Nearness nearness, Consumer<SketchedRow> rows) throws IOException {
        if (Files.size(file) < HEADER_BYTES + TRAILER_BYTES) {
            throw new UnreadableSketches(file, "is too short for sketches");
        }
        try (DataInputStream in = open(file)) {
            checkHeader(file, nearness, in);
            checkSum(file);
            new Body(in, nearness.bands()).read(file, rows);
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    }

    private static void checkHeader(Path file, Nearness nearness, DataInputStream in) throws IOException {
        if (in.readLong() != MAGIC) {
            throw new UnreadableSketches(file, "holds no sketches");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new UnreadableSketches(file, "is of version " + version + ", and only " + VERSION + " can be read");
        }
        double threshold = in.readDouble();
        double recall = in.readDouble();
        if (threshold != nearness.threshold() || recall != nearness.recall()) {
            throw new UnreadableSketches(
                    file,
                    "is for a threshold of " + threshold + " and a recall of " + recall + ", not for "
                            + nearness.threshold() + " and " + nearness.recall());
        }
    }

    private static void checkSum(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = Files.size(file) - Integer.BYTES;
        try (InputStream bytes = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(bytes)) {
            while (left > 0) {
                int part = (int) Math.min(left, buffer.length);
                in.readFully(buffer, 0, part);
                sum.update(buffer, 0, part);
                left -= part;
            }
            if (in.readInt() != (int) sum.getValue()) {
                throw new UnreadableSketches(file, "is cut short or damaged: its checksum is another one");
            }
        }
    }

    /** What follows the header. */
    private static final class Body {
        private final DataInputStream in;
        private final int bands;
        private final List<String> labels = new ArrayList<>();

        Body(DataInputStream in, int bands) {
            this.in = in;
            this.bands = bands;
        }

        void read(Path file, Consumer<SketchedRow> rows) throws IOException {
            long count = 0;
            while (in.readByte() == ROW) {
                rows.accept(row());
                count++;
            }
            if (in.readLong() != count) {
                throw new UnreadableSketches(file, "does not hold as many rows as it says");
            }
        }

        private SketchedRow row() throws IOException {
            HexFormat hex = HexFormat.of();
            String rowId = hex.toHexDigits(in.readLong()) + hex.toHexDigits(in.readLong());
            String split = in.readUTF();
            String label = label();
            return new SketchedRow(rowId, sketch(), split, label);
        }

        private String label() throws IOException {
            int number = in.readInt();
            if (number == labels.size()) {
                labels.add(in.readUTF());
            }
            return labels.get(number);
        }

        private Sketch sketch() throws IOException {
            long[] bits = new long[Sketch.WORDS];
            for (int i = 0; i < bits.length; i++) {
                bits[i] = in.readLong();
            }
            int[] keys = new int[bands];
            for (int band = 0; band < bands; band++) {
                keys[band] = in.readInt();
            }
            return new Sketch(bits, keys);
        }
    }
}
