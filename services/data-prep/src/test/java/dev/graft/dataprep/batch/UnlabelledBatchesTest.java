package dev.graft.dataprep.batch;

import static dev.graft.dataprep.testing.Batches.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlabelledBatchesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = new ArrayList<>();
    private final DataPrepProcess process = new DataPrepProcess(store, CLOCK, published);

    @Test
    void rows_without_labels_lie_beside_those_with_labels_and_count_for_nothing_among_them() throws IOException {
        process.declare(task(Task.TEXT, Strategy.KIND_DOMAIN_ADAPTATION));
        process.take("e1", Batches.inline("labelled", 30));
        process.take("e2", unlabelled(texts("other", 40)));

        assertThat(snapshots()).hasSize(2);
        SnapshotManifest before = manifest(0);
        SnapshotManifest manifest = manifest(1);
        assertThat(manifest.shards()).isEqualTo(before.shards());
        assertThat(manifest.rows()).isEqualTo(before.rows());
        assertThat(manifest.labelCounts()).isEqualTo(before.labelCounts());
        assertThat(before.unlabelled()).isEmpty();
        assertThat(before.unlabelledRows().total()).isZero();
        assertThat(manifest.unlabelledRows().total()).isEqualTo(40);
        assertThat(manifest.lastPlace()).isGreaterThan(before.lastPlace());
        List<DatasetRow> rows = rows(manifest.unlabelled().get(0));
        assertThat(rows).hasSize(40).allSatisfy(row -> assertThat(row.label()).isEqualTo(DatasetRow.UNLABELLED));
        assertThat(rows.stream().filter(row -> row.split().equals(Split.TRAIN)).count())
                .isEqualTo(manifest.unlabelledRows().train())
                .isBetween(20L, 39L);
    }

    @Test
    void a_row_whose_label_is_known_is_not_taken_in_without_and_one_that_was_may_get_its_label_later() {
        process.declare(task(Task.TEXT, Strategy.KIND_DOMAIN_ADAPTATION));
        process.take("e1", Batches.inline("known", 10));
        process.take("e2", unlabelled(List.of("known 1", "new one", "New  one")));
        process.take(
                "e3", Batches.inline(List.of(Batches.row("new one", "delivery"), Batches.row("known 2", "delivery"))));

        assertThat(accepted())
                .extracting(BatchAccepted::rows)
                .containsExactly(new RowCounts(10, 10, 0, 0), new RowCounts(3, 1, 0, 2), new RowCounts(2, 1, 1, 0));
    }

    @Test
    void of_a_task_that_does_not_learn_from_them_they_wait_for_a_batch_with_labels() {
        process.declare(task(Task.TEXT, Strategy.KIND_AUTO));
        process.take("e1", Batches.inline("labelled", 5));
        process.take("e2", unlabelled(texts("other", 5)));
        assertThat(snapshots()).hasSize(1);

        process.take("e3", Batches.inline("more", 5));
        assertThat(snapshots()).hasSize(2);
        assertThat(snapshots().get(1).newBatches()).hasSize(2);
        assertThat(manifest(1).unlabelled()).hasSize(1);
    }

    @Test
    void without_any_label_there_is_nothing_to_learn_yet() {
        process.declare(task(Task.TEXT, Strategy.KIND_DOMAIN_ADAPTATION));
        process.take("e1", unlabelled(texts("other", 5)));
        assertThat(snapshots()).isEmpty();
        assertThat(accepted().get(0).pendingRows()).isZero();

        process.take("e2", Batches.inline("labelled", 5));
        assertThat(snapshots()).hasSize(1);
        assertThat(manifest(0).unlabelledRows().total()).isEqualTo(5);
    }

    @Test
    void a_column_of_labels_is_not_read_and_need_not_be_there() throws IOException {
        process.declare(task(Task.TEXT, Strategy.KIND_DOMAIN_ADAPTATION));
        process.take("e1", Batches.inline("labelled", 5));
        process.take("e2", withoutLabels(Batches.stored(store, "csv", "text,label\nfirst,nonsense\nsecond,\n")));
        process.take("e3", withoutLabels(Batches.stored(store, "csv", "text\nthird\n\" \"\n")));

        assertThat(accepted())
                .extracting(BatchAccepted::rows)
                .endsWith(new RowCounts(2, 2, 0, 0), new RowCounts(2, 1, 1, 0));
        assertThat(rows(manifest(1).unlabelled().get(0)))
                .extracting(DatasetRow::label)
                .containsOnly(DatasetRow.UNLABELLED);
        assertThat(process.views
                        .quarantine(TASK, accepted().get(2).batchId(), 0, 10)
                        .orElseThrow()
                        .items())
                .extracting(QuarantinedRow::rule)
                .containsExactly("text-blank");
    }

    @Test
    void the_same_rows_with_and_without_labels_are_two_batches_and_each_is_taken_in_once() {
        process.declare(task(Task.TEXT, Strategy.KIND_DOMAIN_ADAPTATION));
        BatchLabelled labelled = Batches.stored(store, "csv", "text,label\nfirst,refund\n");
        process.take("e1", labelled);
        process.take("e2", unlabelled(texts("other", 3)));
        process.take("e3", unlabelled(texts("other", 3)));

        assertThat(BatchIds.of(labelled)).isNotEqualTo(BatchIds.of(withoutLabels(labelled)));
        assertThat(BatchIds.of(unlabelled(List.of("first"))))
                .isNotEqualTo(BatchIds.of(Batches.inline(List.of(Batches.row("first", "unlabelled")))));
        assertThat(accepted()).hasSize(2);
        assertThat(process.views.accepted(TASK, 0, 10).items()).hasSize(2);
    }

    @Test
    void only_texts_can_be_learnt_from_without_labels() {
        process.declare(task(Task.IMAGE, Strategy.KIND_AUTO));
        process.take("e1", withoutLabels(Batches.announced("s3://graft/uploads/x", "0".repeat(64), "zip", null)));

        DatasetRejected rejected =
                DataPrepProcess.once(published, DatasetRejected.class).get(0);
        assertThat(rejected.reason()).isEqualTo(DatasetRejected.Reason.UNREADABLE);
        assertThat(rejected.explanation()).contains("announced as unlabelled", "image", "Label them");
    }

    private static Task task(String modality, String kind) {
        return new Task(
                TASK,
                null,
                null,
                modality,
                List.of("refund", "delivery"),
                modality.equals(Task.IMAGE) ? "own-bert" : Task.DEFAULT_BACKBONE,
                Strategy.ofKind(kind),
                Gate.DEFAULT,
                Trigger.AT_ONCE,
                Split.DEFAULT);
    }

    private static List<String> texts(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> name + " " + i).toList();
    }

    private static BatchLabelled unlabelled(List<String> texts) {
        return withoutLabels(
                Batches.inline(texts.stream().map(BatchLabelled.Row::unlabelled).toList()));
    }

    private static BatchLabelled withoutLabels(BatchLabelled batch) {
        return new BatchLabelled(batch.task(), null, batch.source(), batch.rows(), null, true);
    }

    private List<BatchAccepted> accepted() {
        return DataPrepProcess.once(published, BatchAccepted.class);
    }

    private List<DatasetPrepared> snapshots() {
        return DataPrepProcess.once(published, DatasetPrepared.class);
    }

    private SnapshotManifest manifest(int number) {
        String key = StoreLayout.snapshotManifest(TASK, snapshots().get(number).snapshotId());
        return Json.read(store.find(key).orElseThrow().content(), SnapshotManifest.class);
    }

    private List<DatasetRow> rows(SnapshotManifest.Shard shard) throws IOException {
        return Shards.read(Files.write(
                folder.resolve("rows.parquet"), store.open(shard.object().uri()).readAllBytes()));
    }
}
