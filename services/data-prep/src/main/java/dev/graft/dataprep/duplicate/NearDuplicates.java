package dev.graft.dataprep.duplicate;

import java.util.Arrays;
import java.util.Optional;

/**
 * An index of rows that tells which of them a text is near to. It holds no text: a candidate is judged by the estimate
 * from the sketches ({@link Sketch#standardError}), so pairs closer to the threshold than that may fall on either side.
 * About 190 bytes a row at the default nearness. The time to ask does not grow with the rows but for candidates that are
 * not near, of which a band offers at most {@value BandTable#ROWS_PER_KEY}.
 *
 * <p>The answer depends on the order in which rows were added, and on nothing else. Not thread-safe.
 */
public final class NearDuplicates {
    private final Nearness nearness;
    private final Sketcher sketcher;
    private final HeldRows rows;
    private final BandTable[] bands;
    private final int[] candidates;

    public NearDuplicates(Nearness nearness) {
        this(nearness, 0);
    }

    private NearDuplicates(Nearness nearness, int keysKept) {
        this.nearness = nearness;
        this.rows = new HeldRows(keysKept);
        this.sketcher = new Sketcher(nearness);
        this.bands = new BandTable[nearness.bands()];
        Arrays.setAll(bands, band -> new BandTable());
        this.candidates = new int[bands.length * BandTable.ROWS_PER_KEY];
    }

    /** An index whose rows another one can take over; it takes about 30 bytes a row more. */
    public static NearDuplicates toBeTakenOver(Nearness nearness) {
        return new NearDuplicates(nearness, nearness.bands());
    }

    /** A text's sketch, to ask with and to add without making it twice. */
    public Sketch sketch(String text) {
        return sketcher.sketch(text);
    }

    /** The earliest added row that a text is near to; see {@link #firstNear(String, Sketch)}. */
    public Optional<Near> firstNear(String rowId, String text) {
        return firstNear(rowId, sketch(text));
    }

    /**
     * The earliest added row that a text is near to. For a row that the index holds the answer is what it was before
     * that row was added, so a repeated batch is answered as at first.
     *
     * @param rowId of the text, 32 hexadecimal digits
     * @param sketch of the text, of the index's own nearness
     */
    public Optional<Near> firstNear(String rowId, Sketch sketch) {
        checkBands(sketch);
        long idHigh = HeldRows.half(rowId, 0);
        long idLow = HeldRows.half(rowId, 1);
        int found = candidates(sketch);
        for (int i = 0; i < found; i++) {
            int row = candidates[i];
            if (rows.isRow(row, idHigh, idLow)) {
                return Optional.empty();
            }
            double similarity = Sketch.similarity(rows.sameBits(row, sketch));
            if (similarity >= nearness.threshold()) {
                return Optional.of(rows.near(row, similarity));
            }
        }
        return Optional.empty();
    }

    /** The rows that share a band with a sketch, earliest first, each once. */
    private int candidates(Sketch sketch) {
        int end = 0;
        for (int band = 0; band < bands.length; band++) {
            end = bands[band].find(sketch.bandKey(band), candidates, end);
        }
        Arrays.sort(candidates, 0, end);
        int distinct = 0;
        for (int i = 0; i < end; i++) {
            if (distinct == 0 || candidates[distinct - 1] != candidates[i]) {
                candidates[distinct++] = candidates[i];
            }
        }
        return distinct;
    }

    /** Adds a row by its text. */
    public void add(String rowId, String text, String split, String label) {
        add(new SketchedRow(rowId, sketch(text), split, label));
    }

    /**
     * Adds a row. One whose sketch is that of an earlier row is not held again: whatever is near to it is near to the
     * earlier one, which would be the answer anyway.
     */
    public void add(SketchedRow row) {
        checkBands(row.sketch());
        if (holds(row.sketch())) {
            return;
        }
        int number = rows.add(row);
        for (int band = 0; band < bands.length; band++) {
            bands[band].add(row.sketch().bandKey(band), number);
        }
    }

    /**
     * Adds the rows of another index in their order, without making a sketch.
     *
     * @param other of the same nearness, made by {@link #toBeTakenOver}; it is not changed
     * @param maxRows this index holds at most from then on
     */
    public void takeOver(NearDuplicates other, int maxRows) {
        for (int row = 0; row < other.size() && size() < maxRows; row++) {
            add(other.rows.row(row));
        }
    }

    private boolean holds(Sketch sketch) {
        int end = bands[0].find(sketch.bandKey(0), candidates, 0);
        for (int i = 0; i < end; i++) {
            if (rows.sameBits(candidates[i], sketch) == Sketch.BITS) {
                return true;
            }
        }
        return false;
    }

    private void checkBands(Sketch sketch) {
        if (sketch.bands() != bands.length) {
            throw new IllegalArgumentException(
                    "the sketch has " + sketch.bands() + " bands, those of this index have " + bands.length);
        }
    }

    /** How many rows are held, those with the sketch of an earlier one not counted. */
    public int size() {
        return rows.size();
    }

    /** What the arrays of the index take, in bytes. */
    public long bytes() {
        long bytes = rows.bytes();
        for (BandTable band : bands) {
            bytes += band.bytes();
        }
        return bytes;
    }
}
