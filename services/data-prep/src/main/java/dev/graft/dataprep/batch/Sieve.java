package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.dataprep.reading.SourceNotes;
import dev.graft.dataprep.reading.UnreadableSource;
import java.io.Closeable;
import java.util.Map;
import java.util.function.Consumer;

/** The rows of a batch, told apart one after the other as they are asked for. Not thread-safe. */
interface Sieve extends Closeable {
    /**
     * Takes the next row of the source.
     *
     * @param passed gets it when it enters the data set
     * @return false: there was none
     * @throws UnreadableSource when nothing more can be read
     */
    boolean next(Consumer<DatasetRow> passed) throws UnreadableSource;

    /** Rows that each cleaning step changed; pictures are not cleaned. */
    Map<String, Long> cleaned();

    /** How the source is written. */
    SourceNotes notes();
}
