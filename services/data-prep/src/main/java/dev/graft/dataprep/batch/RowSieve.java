package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.dataprep.reading.SourceNotes;
import dev.graft.dataprep.reading.UnreadableSource;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/** Rows of a table: read, then compared. */
final class RowSieve implements Sieve {
    private final RowSource source;
    private final RowReading reading;
    private final Comparison comparison;

    /** @param source is closed with this */
    RowSieve(RowSource source, RowReading reading, Comparison comparison) {
        this.source = source;
        this.reading = reading;
        this.comparison = comparison;
    }

    @Override
    public boolean next(Consumer<DatasetRow> passed) throws UnreadableSource {
        RawRow row = source.next();
        if (row == null) {
            return false;
        }
        comparison.received();
        comparison.sift(reading.read(row)).ifPresent(passed);
        return true;
    }

    @Override
    public Map<String, Long> cleaned() {
        return reading.cleaned();
    }

    @Override
    public SourceNotes notes() {
        return source.notes();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
