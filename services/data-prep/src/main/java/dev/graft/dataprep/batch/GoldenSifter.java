package dev.graft.dataprep.batch;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.duplicate.Nearness;
import dev.graft.dataprep.image.NearImages;
import dev.graft.dataprep.image.PerceptualHash;
import dev.graft.dataprep.journal.Asked;
import dev.graft.dataprep.journal.RowIndex;
import dev.graft.platform.dataset.PictureFolder;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A golden set while it is read: its rows for the evaluator, and what batches are compared with. Used by one thread. */
final class GoldenSifter {
    /** In the place of the batch that brought a row. */
    private static final String BATCH = "golden-set";

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final Task task;
    private final Path folder;
    private final PictureFolder pictures;
    private final List<DatasetRow> rows = new ArrayList<>();
    private final RowIndex index = new RowIndex(TEMPORARY);
    private final @Nullable NearDuplicates near;
    private final @Nullable NearImages nearImages;

    /** @param folder for pictures and the file of rows, until they are {@linkplain #kept kept} */
    GoldenSifter(Task task, Path folder) {
        Optional<Nearness> nearness = Asked.of(task).nearness();
        this.task = task;
        this.folder = folder;
        this.pictures = new PictureFolder(folder.resolve("golden-pictures"));
        this.near = task.ofImages() ? null : nearness.map(NearDuplicates::new).orElse(null);
        this.nearImages = task.ofImages() && nearness.isPresent() ? new NearImages(NearImages.DEFAULT_DISTANCE) : null;
    }

    void add(RowReading.Verdict verdict, String place, int maxRows) throws BatchRefused, IOException {
        if (verdict instanceof RowReading.Verdict.Unfit unfit) {
            throw new BatchRefused(
                    Reason.UNREADABLE,
                    place + ": " + unfit.reason() + "; every row of it has to be right, mend the file");
        }
        if (rows.size() == maxRows) {
            throw new BatchRefused(Reason.TOO_LARGE, "it has more than " + maxRows + " rows");
        }
        Candidate row = ((RowReading.Verdict.Fit) verdict).row();
        index.add(row.rowId(), row.label());
        rows.add(pictures.keep(new DatasetRow(row.rowId(), row.content(), row.label(), Split.TEST, BATCH, null)));
        if (near != null && row.content() instanceof RowContent.Text text) {
            near.add(row.rowId(), text.all(), Split.TEST, row.label());
        } else if (nearImages != null && row.content() instanceof RowContent.Image image) {
            nearImages.add(row.rowId(), PerceptualHash.ofHex(image.perceptualHash()), Split.TEST, row.label());
        }
    }

    /**
     * Puts the rows into the store.
     *
     * @param id of all that they depend on
     */
    GoldenRows kept(ObjectStore store, String id) throws BatchRefused, IOException {
        if (rows.isEmpty()) {
            throw new BatchRefused(Reason.UNREADABLE, "it holds no rows");
        }
        Path file = folder.resolve("golden-rows.parquet");
        if (task.ofImages()) {
            Shards.writeImages(file, rows);
        } else if (task.ofNumbers()) {
            Shards.writeNumbers(file, rows);
        } else if (task.ofPairs()) {
            Shards.writePairs(file, rows);
        } else {
            Shards.write(file, rows);
        }
        ObjectRef shard = store.put(StoreLayout.goldenRows(task.name(), id), file, "application/vnd.apache.parquet");
        Files.delete(file);
        return new GoldenRows(shard, index, near, nearImages);
    }
}
