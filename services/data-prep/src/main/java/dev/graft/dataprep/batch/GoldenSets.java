package dev.graft.dataprep.batch;

import static java.util.Objects.requireNonNull;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.task.GoldenSet;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.journal.RowIndex;
import dev.graft.dataprep.mapping.MappedRow;
import dev.graft.dataprep.mapping.RowMapping;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.dataprep.reading.UnreadableSource;
import dev.graft.dataprep.rule.RowIds;
import dev.graft.dataprep.rule.RowRules;
import dev.graft.dataprep.rule.TextShape;
import dev.graft.learning.preparation.TextPreparation;
import dev.graft.platform.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The golden sets of tasks, read once each and kept for the tasks that were used last: 20 MB for one of {@value
 * GoldenSet#MAX_ROWS} rows. One that is not whole, or of which a row breaks a rule, is of no use: it says what models are
 * judged by. Thread-safe.
 */
public final class GoldenSets {
    private static final int MAX_KEPT = 8;
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final BatchReader reader;
    private final BatchLimits limits;
    private final Map<Key, GoldenRows> kept = new LinkedHashMap<>(16, 0.75f, true);

    public GoldenSets(ObjectStore store, BatchLimits limits) {
        this.reader = new BatchReader(store, limits);
        this.limits = limits;
    }

    /** What the rows depend on. */
    private record Key(GoldenSet set, Preparation preparation, List<String> labels) {}

    /** Why a task's golden set is of no use, a sentence; empty when it has none or a good one. */
    public Optional<String> fault(Task task) {
        try {
            of(task);
            return Optional.empty();
        } catch (BatchRefused e) {
            return Optional.of(e.refusal().explanation());
        }
    }

    /** Empty: the task has none. */
    synchronized Optional<GoldenRows> of(Task task) throws BatchRefused {
        GoldenSet set = task.goldenSet();
        if (set == null) {
            return Optional.empty();
        }
        Key key = new Key(set, task.preparation(), task.labels());
        GoldenRows rows = kept.get(key);
        if (rows == null) {
            rows = read(task, set);
            kept.put(key, rows);
            if (kept.size() > MAX_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return Optional.of(rows);
    }

    private GoldenRows read(Task task, GoldenSet set) throws BatchRefused {
        RowMapping mapping = RowMapping.ofColumns(set.columns());
        BatchLabelled.Source source =
                new BatchLabelled.Source(set.uri(), set.sha256(), set.format(), set.compression(), set.columns());
        try (WorkFolder folder = new WorkFolder();
                RowSource rows = reader.fetch(
                                new BatchLabelled(task.name(), null, source, null), mapping.wanted(), folder.path())
                        .open()) {
            return read(task, mapping, rows);
        } catch (BatchRefused e) {
            throw new BatchRefused(
                    e.refusal().reason(), "goldenSet: " + e.refusal().explanation());
        } catch (UnreadableSource e) {
            throw new BatchRefused(Reason.UNREADABLE, "goldenSet: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GoldenRows read(Task task, RowMapping mapping, RowSource rows) throws BatchRefused, UnreadableSource {
        Preparation preparation = task.preparation();
        TextPreparation cleaning = TextPreparation.of(requireNonNull(preparation.cleaning()));
        RowRules rules =
                RowRules.forText(task.labels(), requireNonNull(preparation.minimumChars()), limits.maxTextChars(task));
        GoldenRows golden = new GoldenRows(
                new RowIndex(TEMPORARY),
                BatchSifter.nearness(task).map(NearDuplicates::new).orElse(null));
        for (RawRow raw = rows.next(); raw != null; raw = rows.next()) {
            MappedRow row = mapped(raw, mapping, cleaning);
            Optional<RowRules.Breach> breach = rules.check(row);
            if (breach.isPresent()) {
                throw bad(row.line(), breach.get().reason());
            }
            add(golden, row);
        }
        if (golden.rows().size() == 0) {
            throw new BatchRefused(Reason.UNREADABLE, "it holds no rows");
        }
        return golden;
    }

    private static MappedRow mapped(RawRow raw, RowMapping mapping, TextPreparation cleaning) throws BatchRefused {
        if (raw instanceof RawRow.Broken broken) {
            throw bad(broken.line(), broken.reason());
        }
        RowMapping.Outcome outcome = mapping.apply((RawRow.Fields) raw);
        if (outcome instanceof RowMapping.Outcome.Broken broken) {
            throw bad(raw.line(), broken.reason());
        }
        MappedRow row = ((RowMapping.Outcome.Mapped) outcome).row();
        String text = row.text();
        return text == null || TextShape.brokenUnicode(text).isPresent() ? row : row.withText(cleaning.apply(text));
    }

    private static void add(GoldenRows golden, MappedRow row) throws BatchRefused {
        if (golden.rows().size() == GoldenSet.MAX_ROWS) {
            throw new BatchRefused(Reason.TOO_LARGE, "it has more than " + GoldenSet.MAX_ROWS + " rows");
        }
        String text = requireNonNull(row.text()).strip();
        String label = requireNonNull(row.label()).strip();
        String rowId = RowIds.of(text);
        golden.rows().add(rowId, label);
        if (golden.near() != null) {
            golden.near().add(rowId, text, Split.TEST, label);
        }
    }

    private static BatchRefused bad(long line, String reason) {
        return new BatchRefused(
                Reason.UNREADABLE, "line " + line + ": " + reason + "; every row of it has to be right, mend the file");
    }
}
