package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.dataprep.reading.UnreadableSource;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows that pass a sieve, each read when it is asked for, so that a batch is never in memory whole. */
final class SiftedRows implements Iterator<DatasetRow> {
    private final Sieve sieve;
    private final long maxRows;
    private long received;
    private @Nullable DatasetRow next;

    SiftedRows(Sieve sieve, long maxRows) {
        this.sieve = sieve;
        this.maxRows = maxRows;
    }

    /** An iterator's way to say that the batch is refused. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final BatchRefused refused;

        Stopped(BatchRefused refused) {
            super(refused);
            this.refused = refused;
        }

        BatchRefused refused() {
            return refused;
        }
    }

    /** @throws Stopped when the source cannot be read on */
    @Override
    public boolean hasNext() {
        try {
            while (next == null) {
                if (!sieve.next(row -> next = row)) {
                    return false;
                }
                received++;
                checkCount();
            }
            return true;
        } catch (UnreadableSource e) {
            throw new Stopped(BatchReader.refused(e));
        }
    }

    private void checkCount() {
        if (received > maxRows) {
            throw new Stopped(new BatchRefused(
                    Reason.TOO_LARGE,
                    "the batch has more than " + maxRows + " rows; announce several smaller batches"));
        }
    }

    @Override
    public DatasetRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        DatasetRow row = next;
        next = null;
        return row;
    }
}
