package dev.graft.dataprep.batch;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.GoldenSet;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.check.Languages;
import dev.graft.dataprep.image.ImageRules;
import dev.graft.dataprep.image.ImageSource;
import dev.graft.dataprep.image.RawImage;
import dev.graft.dataprep.journal.WorkFolder;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.dataprep.reading.UnreadableSource;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The golden sets of tasks, read once each and kept for the tasks that were used last: 20 MB for one of {@value
 * GoldenSet#MAX_ROWS} rows. One that is not whole, or of which a row breaks a rule, is of no use: it says what models are
 * judged by. Thread-safe.
 */
public final class GoldenSets {
    private static final int MAX_KEPT = 8;

    /** Each is decoded while a declaration waits: some ten seconds of photos of 256 pixels, minutes of large ones. */
    private static final int MAX_PICTURES = 5_000;

    private static final Logger LOG = Logger.getLogger(GoldenSets.class);

    private final ObjectStore store;
    private final BatchReader reader;
    private final BatchLimits limits;
    private final Map<Key, GoldenRows> kept = new LinkedHashMap<>(16, 0.75f, true);

    public GoldenSets(ObjectStore store, BatchLimits limits) {
        this.store = store;
        this.reader = new BatchReader(store, limits);
        this.limits = limits;
    }

    /** What the rows depend on. */
    private record Key(
            GoldenSet set,
            Preparation preparation,
            List<String> labels,
            @Nullable Features features) {}

    /** Why a task's golden set is of no use, a sentence; empty when it has none or a good one. */
    public Optional<String> fault(Task task) {
        try {
            of(task);
            return Optional.empty();
        } catch (BatchRefused e) {
            return Optional.of(e.refusal().explanation());
        }
    }

    /** Empty: the task has none, or its columns are still to be inferred, and then it is looked at with them. */
    synchronized Optional<GoldenRows> of(Task task) throws BatchRefused {
        GoldenSet set = task.goldenSet();
        if (set == null || isOpen(task.features())) {
            return Optional.empty();
        }
        Key key = keyOf(task, set);
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

    private static Key keyOf(Task task, GoldenSet set) {
        return new Key(set, task.preparation(), task.labels(), task.features());
    }

    private static boolean isOpen(@Nullable Features features) {
        return features != null && features.columns() == null;
    }

    /**
     * The rows of the task's golden set in a file such as a snapshot's shards are; empty: it has none, or one that is of no
     * use any more, which is logged.
     */
    public Optional<ObjectRef> shard(Task task) {
        try {
            return of(task).map(GoldenRows::shard);
        } catch (BatchRefused e) {
            LOG.warnf(
                    "Models of %s are not judged by its golden set: %s",
                    task.name(), e.refusal().explanation());
            return Optional.empty();
        }
    }

    private GoldenRows read(Task task, GoldenSet set) throws BatchRefused {
        BatchLabelled batch = new BatchLabelled(
                task.name(),
                null,
                new BatchLabelled.Source(set.uri(), set.sha256(), set.format(), set.compression(), set.columns()),
                null);
        try (WorkFolder folder = new WorkFolder()) {
            GoldenSifter golden = new GoldenSifter(task, folder.path());
            if (task.ofImages()) {
                readPictures(batch, task, folder.path(), golden);
            } else {
                readTable(batch, task, folder.path(), golden);
            }
            return golden.kept(store, Hashes.id(task.name(), keyOf(task, set).toString()));
        } catch (BatchRefused e) {
            throw new BatchRefused(
                    e.refusal().reason(), "goldenSet: " + e.refusal().explanation());
        } catch (UnreadableSource e) {
            throw new BatchRefused(Reason.UNREADABLE, "goldenSet: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readTable(BatchLabelled batch, Task task, Path folder, GoldenSifter golden)
            throws BatchRefused, UnreadableSource, IOException {
        TableReading table = TableReading.of(batch, task, null, limits, text -> Languages.UNDETERMINED);
        RowReading reading = table.reading().get();
        try (RowSource rows = reader.fetch(batch, folder).open(table.wanted())) {
            for (RawRow raw = rows.next(); raw != null; raw = rows.next()) {
                golden.add(reading.read(raw), "line " + raw.line(), GoldenSet.MAX_ROWS);
            }
        }
    }

    private void readPictures(BatchLabelled batch, Task task, Path folder, GoldenSifter golden)
            throws BatchRefused, UnreadableSource, IOException {
        ImageReading reading = new ImageReading(
                TableReading.mapping(batch, null, false), new ImageRules(task.labels(), limits.images(task)));
        try (ImageSource images = reader.fetchImages(batch, folder).open()) {
            for (RawImage image = images.next(); image != null; image = images.next()) {
                golden.add(reading.read(image), image.name(), MAX_PICTURES);
            }
        }
    }
}
