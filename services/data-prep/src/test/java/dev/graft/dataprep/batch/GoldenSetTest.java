package dev.graft.dataprep.batch;

import static dev.graft.dataprep.testing.Batches.TASK;
import static dev.graft.dataprep.testing.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.graft.contracts.Event;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.GoldenSet;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.task.Declaration;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that models are judged by are never learnt from. */
class GoldenSetTest {
    private static final String GOLDEN = "Where is my parcel that was to come on Monday morning?";

    private final MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = new ArrayList<>();
    private final DataPrepProcess process = new DataPrepProcess(store, Clock.systemUTC(), published);

    @Test
    void a_row_of_the_golden_set_and_one_that_differs_little_are_quarantined() {
        process.declare(task(csv("message,intent\n\"" + GOLDEN + "\",delivery\n"), Preparation.DEFAULT));

        process.take(
                "e1",
                Batches.inline(List.of(
                        row("where is my parcel, that was to come on monday  morning", "delivery"),
                        row(GOLDEN + " hello", "refund"),
                        row("I want my money back", "refund"))));

        BatchAccepted accepted = only(BatchAccepted.class);
        assertThat(accepted.rows()).isEqualTo(new RowCounts(3, 1, 2, 0));
        assertThat(process.views
                        .quarantine(TASK, accepted.batchId(), 0, 10)
                        .orElseThrow()
                        .items())
                .extracting(QuarantinedRow::line, QuarantinedRow::rule)
                .containsExactly(tuple(1L, "golden-overlap"), tuple(2L, "golden-overlap"));
    }

    @Test
    void a_snapshot_names_the_golden_rows_as_they_were_read() throws Exception {
        process.declare(task(
                csv("message,intent\n\"<p>Where is <b>it</b>?</p>\",delivery\nMoney back,refund\n"),
                new Preparation(List.of("html@1", "whitespace@1"), null, null, 0.9, null)));

        process.take("e1", Batches.inline(List.of(row("Hello there", "delivery"), row("My bill is wrong", "refund"))));

        SnapshotManifest manifest =
                Json.read(content(only(DatasetPrepared.class).snapshot()), SnapshotManifest.class);
        Path file = Files.createTempFile("golden", ".parquet");
        Files.write(file, content(manifest.goldenSet()));
        assertThat(Shards.read(file))
                .extracting(DatasetRow::text, DatasetRow::label, DatasetRow::split)
                .containsExactly(tuple("Where is it?", "delivery", "test"), tuple("Money back", "refund", "test"));
        Files.delete(file);
    }

    @Test
    void where_only_the_same_text_counts_others_may_be_learnt_from() {
        process.declare(task(
                csv("message,intent\n\"" + GOLDEN + "\",delivery\n"), new Preparation(null, null, null, null, 1.0)));

        process.take("e1", Batches.inline(List.of(row(GOLDEN, "delivery"), row(GOLDEN + " hello", "delivery"))));

        assertThat(only(BatchAccepted.class).rows()).isEqualTo(new RowCounts(2, 1, 1, 0));
    }

    @Test
    void the_golden_set_is_cleaned_as_rows_are() {
        process.declare(task(
                csv("message,intent\n\"<p>Where is <b>it</b>?</p>\",delivery\n"),
                new Preparation(List.of("html@1", "whitespace@1"), null, null, 0.9, null)));

        process.take("e1", Batches.inline(List.of(row("Where is it?", "delivery"), row("Money back", "refund"))));

        assertThat(only(BatchAccepted.class).rows().quarantined()).isEqualTo(1);
    }

    @Test
    void a_golden_set_with_a_bad_row_is_not_declared() {
        assertThat(faults(csv("message,intent\nHello,greeting\n")))
                .singleElement()
                .asString()
                .startsWith("goldenSet: line 2:")
                .contains("no label 'greeting'");
        assertThat(faults(csv("message,intent\n"))).containsExactly("goldenSet: it holds no rows");
        assertThat(faults(csv("text,label\nHello,delivery\n")))
                .singleElement()
                .asString()
                .contains("message");
    }

    @Test
    void a_golden_set_that_is_not_what_its_checksum_says_is_not_declared() {
        GoldenSet set = csv("message,intent\nHello,delivery\n");

        assertThat(faults(new GoldenSet(set.uri(), "0".repeat(64), "csv", null, set.columns())))
                .singleElement()
                .asString()
                .startsWith("goldenSet: ");
        assertThat(faults(new GoldenSet(store.uri("nowhere.csv"), set.sha256(), "csv", null, null)))
                .singleElement()
                .asString()
                .startsWith("goldenSet: ");
    }

    @Test
    void a_golden_set_that_has_gone_since_stops_batches_with_the_reason() {
        GoldenSet set = csv("message,intent\nHello,delivery\n");
        process.declare(task(set, Preparation.DEFAULT));
        store.delete("golden.csv");

        DataPrepProcess restarted = new DataPrepProcess(store, Clock.systemUTC(), published);
        restarted.take("e1", Batches.inline("text", 3));

        DatasetRejected rejected = only(DatasetRejected.class);
        assertThat(rejected.reason()).isEqualTo(Reason.OBJECT_MISSING);
        assertThat(rejected.explanation()).startsWith("goldenSet: ");
    }

    private List<String> faults(GoldenSet set) {
        return ((Declaration.Invalid) process.declareTask.declare(task(set, Preparation.DEFAULT), null)).faults();
    }

    private byte[] content(ObjectRef object) throws IOException {
        try (InputStream in = store.open(object.uri())) {
            byte[] bytes = in.readAllBytes();
            assertThat(Hashes.sha256(bytes)).isEqualTo(object.sha256());
            return bytes;
        }
    }

    private GoldenSet csv(String content) {
        ObjectRef object = store.put("golden.csv", content.getBytes(StandardCharsets.UTF_8), "text/csv");
        return new GoldenSet(object.uri(), object.sha256(), "csv", null, Map.of("text", "message", "label", "intent"));
    }

    private static Task task(GoldenSet golden, Preparation preparation) {
        return new Task(
                TASK,
                null,
                null,
                Task.TEXT,
                List.of("refund", "delivery"),
                Task.DEFAULT_BACKBONE,
                Strategy.AUTO,
                Gate.DEFAULT,
                Trigger.AT_ONCE,
                Split.DEFAULT,
                preparation,
                Map.of(),
                golden,
                null,
                null);
    }

    private <T> T only(Class<T> type) {
        assertThat(published).extracting(Event::data).hasAtLeastOneElementOfType(type);
        return published.stream()
                .map(Event::data)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
