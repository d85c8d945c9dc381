package dev.graft.dataprep.batch;

import dev.graft.dataprep.reading.RawRow;
import java.util.Map;

/** How the rows of a source become rows of their task, each looked at by itself. Not thread-safe. */
interface RowReading {
    Verdict read(RawRow row);

    /** Rows that each cleaning step changed so far. */
    Map<String, Long> cleaned();

    /** What a row is by itself. */
    sealed interface Verdict {
        /** A row that breaks no rule. */
        record Fit(Candidate row) implements Verdict {}

        /** A row that cannot enter the data set, whatever the others are. */
        record Unfit(QuarantinedRow.Shown row, String rule, String reason) implements Verdict {}
    }
}
