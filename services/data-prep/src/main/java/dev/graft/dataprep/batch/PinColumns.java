package dev.graft.dataprep.batch;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchReader.Opened;
import dev.graft.dataprep.journal.DatasetState;
import dev.graft.dataprep.journal.EventSink;
import dev.graft.dataprep.mapping.InferredColumns;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.dataprep.reading.UnreadableSource;
import dev.graft.dataprep.task.Declaration;
import dev.graft.dataprep.task.DeclareTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a task with rows of numbers whose declaration names none: inferred from its first batch, and declared as
 * the task's next version before a row is taken in. From then on they are what every batch is held to.
 */
final class PinColumns {
    private final DeclareTask declareTask;
    private final EventSink sink;

    PinColumns(DeclareTask declareTask, EventSink sink) {
        this.declareTask = declareTask;
        this.sink = sink;
    }

    /**
     * The declaration by which the batch is taken in: the one given, or the next one with its columns.
     *
     * @param source that the batch names; null: the rows come in the task's own columns
     * @throws BatchRefused when the rows have nothing to learn from
     */
    Task pinned(
            Event<BatchLabelled> announcement,
            Task task,
            @Nullable DataSource source,
            Opened rows,
            DatasetState dataset)
            throws BatchRefused {
        Features features = task.features();
        if (features == null || features.columns() != null && dataset.tail() > 0) {
            return task; // While the data set is empty a crash may have come before the announcement.
        }
        List<Features.Column> columns = features.columns() == null
                ? inferred(InferredColumns.of(announcement.data(), source), rows)
                : features.columns();
        Declaration declaration =
                declareTask.declare(task.withFeatures(new Features(columns, features.steps())), announcement);
        if (declaration instanceof Declaration.Invalid invalid) {
            throw new BatchRefused(
                    Reason.UNREADABLE,
                    "the columns that were inferred cannot be declared: " + invalid.explanation()
                            + "; declare the task's features.columns, then announce the batch again");
        }
        Declaration.InForce inForce = (Declaration.InForce) declaration;
        sink.publish(inForce.event());
        return inForce.task();
    }

    private static List<Features.Column> inferred(InferredColumns columns, Opened rows) throws BatchRefused {
        try (RowSource source = rows.open(columns.wanted())) {
            for (RawRow row = source.next(); row != null && columns.asksForMore(); row = source.next()) {
                if (row instanceof RawRow.Fields fields) {
                    columns.add(fields);
                }
            }
        } catch (UnreadableSource e) {
            throw BatchReader.refused(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Features.Column> inferred = columns.all();
        if (inferred.isEmpty()) {
            throw new BatchRefused(
                    Reason.UNREADABLE,
                    "no column of the batch beside the label's holds numbers or a few words; declare the task's"
                            + " features.columns, then announce the batch again");
        }
        return inferred;
    }
}
