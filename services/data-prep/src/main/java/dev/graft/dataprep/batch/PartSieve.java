package dev.graft.dataprep.batch;

import com.jerolba.carpet.CloseableIterator;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.dataprep.batch.RowReading.Verdict;
import dev.graft.dataprep.reading.SourceNotes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of a batch's parts, read and cleaned by whoever prepared them, compared in the order of the whole. */
final class PartSieve implements Sieve {
    private final PartPlan plan;
    private final List<PartOutcome> parts;
    private final Iterator<PartOutcome> ahead;
    private final Fetching fetching;
    private final Comparison comparison;
    private @Nullable CloseableIterator<PartFile.Row> rows;

    /**
     * How the rows of parts are fetched.
     *
     * @param parts where they lie
     * @param maxBytes more of a part are not read
     * @param work holds one part at a time
     */
    record Fetching(PartFolder parts, long maxBytes, Path work) {}

    /** @param parts all of them, in order, each of which could be read */
    PartSieve(PartPlan plan, List<PartOutcome> parts, Fetching fetching, Comparison comparison) {
        this.plan = plan;
        this.parts = parts;
        this.ahead = parts.iterator();
        this.fetching = fetching;
        this.comparison = comparison;
    }

    @Override
    public boolean next(Consumer<DatasetRow> passed) {
        CloseableIterator<PartFile.Row> open = opened();
        if (open == null) {
            return false;
        }
        comparison.received();
        Verdict verdict = open.next().verdict(plan.batch().dataSource());
        comparison.sift(verdict).ifPresent(passed);
        return true;
    }

    private @Nullable CloseableIterator<PartFile.Row> opened() {
        try {
            while (rows == null || !rows.hasNext()) {
                close();
                if (!ahead.hasNext()) {
                    return null;
                }
                ObjectRef next = Objects.requireNonNull(ahead.next().rows());
                Path file = fetching.work().resolve("part.parquet");
                fetching.parts().fetch(next, fetching.maxBytes(), file);
                rows = PartFile.read(file);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("a part cannot be read", e);
        }
    }

    @Override
    public Map<String, Long> cleaned() {
        Map<String, Long> cleaned = new TreeMap<>();
        parts.forEach(part -> part.cleaned().forEach((step, changed) -> cleaned.merge(step, changed, Long::sum)));
        return cleaned;
    }

    @Override
    public SourceNotes notes() {
        return plan.sliced().notes();
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
