package dev.graft.learning.train;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.device.GradMode;

/**
 * The size of the table of a backbone's frozen output.
 *
 * @param lines one for every token of every input (of rows without length, for every row), and one of zeros
 * @param line shape of one line: an activation's without the axis of rows and, of sequences, that of places
 */
record LineExtent(long lines, Shape line) {

    /** Measured by running one row. */
    static <B> LineExtent of(NDManager owner, BackboneRows<B> source) {
        long lines = 1;
        for (int row = 0; row < source.inputs().size(); row++) {
            lines += source.lines(row);
        }
        try (GradMode off = GradMode.off();
                NDManager step = owner.newSubManager()) {
            Shape activation = source.frozenActivation(step, 0).getShape();
            return new LineExtent(lines, activation.slice(source.length(0) > 0 ? 2 : 1));
        }
    }

    long bytes() {
        return lines * line.size() * Float.BYTES;
    }
}
