package dev.graft.dataprep.batch;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchReader.Opened;
import dev.graft.dataprep.batch.BatchReader.OpenedImages;
import dev.graft.dataprep.batch.SplitBatch.Split;
import dev.graft.dataprep.check.Languages;
import dev.graft.dataprep.image.ImageRules;
import dev.graft.dataprep.journal.DatasetState;
import dev.graft.dataprep.mapping.RowMapping;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Brings an announced batch to where its rows can be sifted: here, or in parts that many processes prepare. */
final class BatchOpener {
    private final BatchReader reader;
    private final BatchLimits limits;
    private final SplitBatch splitting;
    private final PinColumns columns;
    private final Languages languages;

    BatchOpener(BatchReader reader, BatchLimits limits, SplitBatch splitting, PinColumns columns, Languages languages) {
        this.reader = reader;
        this.limits = limits;
        this.splitting = splitting;
        this.columns = columns;
        this.languages = languages;
    }

    /**
     * A batch to be sifted.
     *
     * @param task the declaration by which it is
     */
    record Ready(Task task, Opening rows) {}

    /**
     * Opens a batch; empty where its parts are yet to be prepared, after which it is to be opened again.
     *
     * @param newest the declaration in force
     * @param folder for files that last as long as the rows are read
     * @throws BatchRefused when the rows cannot be had as they were announced
     */
    Optional<Ready> open(
            Event<BatchLabelled> announcement, String batchId, Task newest, DatasetState dataset, Path folder)
            throws BatchRefused {
        BatchLabelled batch = announcement.data();
        requireLabels(batch, newest);
        DataSource source = dataSource(batch, newest);
        if (newest.ofImages()) {
            return Optional.of(new Ready(newest, pictures(batch, newest, source, folder)));
        }
        Optional<Split> before = splitting.find(newest, batchId, batch);
        if (before.isPresent()) {
            return inParts(announcement, before.get(), newest, folder);
        }
        Opened rows = reader.fetch(batch, folder);
        Task task = columns.pinned(announcement, newest, source, rows, dataset);
        TableReading table = TableReading.of(batch, task, source, limits, languages);
        Optional<Split> split = splitting.cut(task, batchId, batch, rows, table.wanted());
        if (split.isPresent()) {
            return inParts(announcement, split.get(), task, folder);
        }
        return Optional.of(new Ready(
                task,
                comparison ->
                        new RowSieve(rows.open(table.wanted()), table.reading().get(), comparison)));
    }

    /** Only texts are learnt from without their labels. */
    private static void requireLabels(BatchLabelled batch, Task task) throws BatchRefused {
        if (batch.withoutLabels() && !task.ofTexts()) {
            throw new BatchRefused(
                    Reason.UNREADABLE,
                    "the batch is announced as unlabelled, and only a task with texts can learn from rows without labels;"
                            + " the rows of '" + task.name() + "' are of the modality " + task.modality()
                            + ". Label them, and announce the batch again");
        }
    }

    private static Optional<Ready> inParts(Event<BatchLabelled> announcement, Split split, Task task, Path folder)
            throws BatchRefused {
        if (!split.isPrepared()) {
            split.request(announcement);
            return Optional.empty();
        }
        return Optional.of(new Ready(task, split.opening(folder)));
    }

    private Opening pictures(BatchLabelled batch, Task task, @Nullable DataSource source, Path folder)
            throws BatchRefused {
        OpenedImages images = reader.fetchImages(batch, folder);
        RowMapping mapping = TableReading.mapping(batch, source, false);
        ImageRules rules = new ImageRules(task.labels(), limits.images(task));
        ImageReading reading = new ImageReading(mapping, rules);
        return comparison -> new ImageSieve(images.open(), reading, comparison);
    }

    private static @Nullable DataSource dataSource(BatchLabelled batch, Task task) throws BatchRefused {
        if (batch.dataSource() == null) {
            return null;
        }
        DataSource source = task.dataSources().get(batch.dataSource());
        if (source == null) {
            throw new BatchRefused(
                    Reason.UNKNOWN_DATA_SOURCE,
                    "the task '" + task.name() + "' has no data source '" + batch.dataSource() + "'; it declares "
                            + new TreeSet<>(task.dataSources().keySet())
                            + ". Correct the name, or declare a version of the task that has it");
        }
        return source;
    }

    /** The announcement has its answer; what was prepared of the batch in parts goes when all that wait for it have. */
    void close(Event<BatchLabelled> announcement, String batchId, Task newest) {
        splitting.find(newest, batchId, announcement.data()).ifPresent(split -> split.answered(announcement));
    }
}
