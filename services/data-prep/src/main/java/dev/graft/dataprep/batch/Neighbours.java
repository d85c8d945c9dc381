package dev.graft.dataprep.batch;

import dev.graft.dataprep.duplicate.Near;
import java.util.Optional;

/**
 * The known rows that a new one may be near to: those of the data set, then those of its batch before it. A row near to
 * one goes into its split, so that no model is tested on what it has all but learnt. Not thread-safe.
 */
interface Neighbours {
    /** Looks at a row once, for all questions about it. */
    Look at(Candidate row);

    /** A row as its neighbours see it. */
    interface Look {
        /** The row of the golden set that it is, or is near to, in words; empty: nothing keeps it from being learnt from. */
        Optional<String> goldenOverlap(String rowId);

        /**
         * The earliest row that it is near to; it is among the batch's rows from then on.
         *
         * @param alone the split that it goes into when it is near to none
         * @param follows whether it goes into the split of the row that it is near to
         */
        Optional<Near> place(String rowId, String label, String alone, boolean follows);
    }
}
