package dev.graft.dataprep.batch;

import static dev.graft.dataprep.testing.Batches.TASK;
import static dev.graft.dataprep.testing.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.dataprep.testing.Process;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeInBatchTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T00:00:00Z"), ZoneOffset.UTC);

    private final MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = new ArrayList<>();
    private final Process process = new Process(store, CLOCK, published);

    @Test
    void tells_new_rows_from_duplicates_conflicts_and_broken_ones() {
        declare();

        process.take(
                "e1",
                Batches.inline(List.of(
                        row("Where is it?", "delivery"),
                        row("where   is it?", "delivery"),
                        row("WHERE IS IT?", "refund"),
                        row("Money back", "refund"),
                        row("Hello", "greeting"))));

        BatchAccepted accepted = accepted().get(0);
        assertThat(accepted.rows()).isEqualTo(new RowCounts(5, 2, 2, 1));
        assertThat(quarantine(accepted.batchId()))
                .extracting(QuarantinedRow::line, QuarantinedRow::rule)
                .containsExactly(tuple(3L, "conflicting-label"), tuple(5L, "label-unknown"));
    }

    @Test
    void announces_the_snapshot_after_the_batch_that_caused_it() {
        declare();

        process.take("e1", Batches.inline("one", 5));

        assertThat(published)
                .extracting(event -> event.data().getClass().getSimpleName())
                .containsExactly("BatchAccepted", "DatasetPrepared");
        BatchAccepted accepted = accepted().get(0);
        DatasetPrepared prepared = prepared().get(0);
        assertThat(prepared.newBatches()).containsExactly(accepted.batchId());
        assertThat(prepared.newRows()).isEqualTo(5);
        assertThat(prepared.rows().total()).isEqualTo(5);
        assertThat(published.get(0).causationId()).isEqualTo("e1");
        assertThat(published.get(1).causationId()).isEqualTo(published.get(0).id());
        assertThat(published).extracting(Event::correlationId).containsOnly(accepted.batchId());
    }

    @Test
    void one_batch_announced_five_times_is_one_batch() {
        declare();

        for (int i = 0; i < 5; i++) {
            process.take("e" + i, Batches.inline("one", 5));
        }

        assertThat(accepted()).hasSize(1);
        assertThat(prepared()).hasSize(1);
        assertThat(store.list("datasets/support/journal/")).hasSize(2);
        assertThat(published)
                .filteredOn(event -> event.data() instanceof BatchAccepted)
                .hasSize(5);
    }

    @Test
    void rows_that_another_batch_brought_are_duplicates_also_after_a_restart() {
        declare();
        process.take("e1", Batches.inline("one", 5));

        Process restarted = new Process(store, CLOCK, published);
        restarted.take(
                "e2", Batches.inline(List.of(row("one 0", "refund"), row("one 1", "delivery"), row("new", "refund"))));

        assertThat(accepted().get(1).rows()).isEqualTo(new RowCounts(3, 1, 1, 1));
        assertThat(prepared().get(1).rows().total()).isEqualTo(6);
    }

    @Test
    void an_unknown_task_is_answered_with_those_that_are_known() {
        declare();

        process.take("e1", new BatchLabelled("suport", null, null, List.of(row("a", "b"))));

        assertThat(rejected())
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo(Reason.UNKNOWN_TASK))
                .satisfies(rejection -> assertThat(rejection.explanation()).contains("declared are support"));
    }

    @Test
    void a_batch_refused_for_its_task_is_taken_in_when_announced_again_after_the_declaration() {
        process.take("e1", Batches.inline("one", 5));
        declare();

        process.take("e1", Batches.inline("one", 5));
        process.take("e2", Batches.inline("one", 5));

        assertThat(rejected()).hasSize(1);
        assertThat(accepted()).hasSize(1);
    }

    @Test
    void a_source_that_is_not_there_or_not_the_announced_one_is_refused() {
        declare();
        BatchLabelled stored = Batches.stored(store, "csv", "text,label\none,refund\n");

        process.take("e1", Batches.announced("s3://memory/nothing", "0".repeat(64), "csv", null));
        process.take("e2", Batches.announced(stored.source().uri(), "0".repeat(64), "csv", null));

        assertThat(rejected())
                .extracting(DatasetRejected::reason)
                .containsExactly(Reason.OBJECT_MISSING, Reason.CHECKSUM_MISMATCH);
    }

    @Test
    void a_source_that_is_too_large_is_refused_packed_or_not() {
        declare();
        byte[] large = "x".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8);

        process.take("e1", Batches.stored(store, "jsonl", null, large));
        process.take("e2", Batches.stored(store, "jsonl", "gzip", Batches.gzip(large)));

        assertThat(rejected()).extracting(DatasetRejected::reason).containsExactly(Reason.TOO_LARGE, Reason.TOO_LARGE);
    }

    @Test
    void more_rows_than_allowed_are_refused() {
        declare();

        process.take("e1", Batches.stored(store, "csv", "text,label\n" + "same,refund\n".repeat(1_001)));

        assertThat(rejected()).extracting(DatasetRejected::reason).containsExactly(Reason.TOO_LARGE);
    }

    @Test
    void a_source_that_cannot_be_read_is_refused_with_the_place() {
        declare();

        process.take("e1", Batches.stored(store, "csv", "text,label\none,refund\n\"two\"x,refund\n"));
        process.take("e2", Batches.stored(store, "csv", "gzip", new byte[] {1, 2, 3}));

        assertThat(rejected())
                .extracting(DatasetRejected::reason)
                .containsExactly(Reason.UNREADABLE, Reason.UNREADABLE);
        assertThat(rejected().get(0).explanation()).contains("after line 2");
    }

    @Test
    void csv_and_json_lines_give_the_same_rows() {
        declare();

        process.take("e1", Batches.stored(store, "csv", "text,label\nMoney back,refund\nWhere?,delivery\n"));
        process.take(
                "e2",
                Batches.stored(
                        store,
                        "jsonl",
                        "gzip",
                        Batches.gzip(
                                "{\"text\":\"money back\",\"label\":\"refund\"}\n{\"text\":\"new\",\"label\":\"refund\"}"
                                        .getBytes(StandardCharsets.UTF_8))));

        assertThat(accepted())
                .extracting(BatchAccepted::rows)
                .containsExactly(new RowCounts(2, 2, 0, 0), new RowCounts(2, 1, 0, 1));
    }

    @Test
    void a_batch_of_bad_rows_is_refused_as_a_whole() {
        declare();
        List<BatchLabelled.Row> rows = new ArrayList<>(Collections.nCopies(6, row("bad", "greeting")));
        rows.addAll(Batches.inline("good", 4).rows());

        process.take("e1", Batches.inline(rows));

        assertThat(rejected()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.TOO_MANY_BAD_ROWS);
            assertThat(rejection.explanation()).contains("6 of 10").contains("'label-unknown' (6 rows)");
            assertThat(rejection.report()).isNotNull();
        });
        assertThat(quarantine(rejected().get(0).batchId())).hasSize(6);
        assertThat(store.list("datasets/")).isEmpty();
    }

    @Test
    void a_small_batch_may_have_more_bad_rows_than_good_ones() {
        declare();

        process.take("e1", Batches.inline(List.of(row("a", "x"), row("b", "x"), row("c", "refund"))));

        assertThat(accepted()).singleElement().extracting(BatchAccepted::rows).isEqualTo(new RowCounts(3, 1, 2, 0));
    }

    @Test
    void a_batch_without_any_new_row_is_refused_and_says_why() {
        declare();
        process.take("e1", Batches.inline("one", 3));

        process.take("e2", Batches.inline("one", 2));
        process.take("e3", Batches.stored(store, "csv", "text,label\n"));
        process.take("e4", Batches.inline(List.of(row("x", "greeting"))));

        assertThat(rejected())
                .extracting(DatasetRejected::reason)
                .containsExactly(Reason.NO_NEW_ROWS, Reason.NO_NEW_ROWS, Reason.TOO_MANY_BAD_ROWS);
        assertThat(rejected())
                .extracting(DatasetRejected::explanation)
                .satisfiesExactly(
                        duplicates -> assertThat(duplicates).contains("all 2 rows are duplicates"),
                        empty -> assertThat(empty).contains("holds no rows"),
                        broken -> assertThat(broken).contains("each of the 1 rows breaks a rule"));
        assertThat(accepted()).hasSize(1);
    }

    @Test
    void a_snapshot_leaves_out_rows_whose_label_the_task_no_longer_has() {
        declare();
        process.take("e1", Batches.inline(List.of(row("a", "refund"), row("b", "delivery"))));
        Task other = new Task(
                TASK,
                null,
                null,
                Task.TEXT,
                List.of("delivery", "greeting"),
                Task.DEFAULT_BACKBONE,
                null,
                null,
                null,
                null);
        process.declare(other);

        process.take("e2", Batches.inline(List.of(row("c", "greeting"))));

        assertThat(prepared().get(1).taskVersion()).isEqualTo(2);
        assertThat(prepared().get(1).rows().total()).isEqualTo(2);
    }

    @Test
    void the_report_counts_what_the_batch_was_like() {
        declare();

        process.take(
                "e1",
                Batches.inline(
                        List.of(row("1", "refund"), row("4444", "refund"), row("22", "delivery"), row(" ", "x"))));

        var report = process.views
                .find(TASK, accepted().get(0).batchId())
                .orElseThrow()
                .report();
        assertThat(report.at("/rows/accepted").asInt()).isEqualTo(3);
        assertThat(report.at("/brokenRules/text-blank").asInt()).isEqualTo(1);
        assertThat(report.at("/shares/quarantined").asDouble()).isEqualTo(0.25);
        assertThat(report.at("/textChars").toString())
                .isEqualTo("{\"minimum\":1,\"median\":2,\"p95\":4,\"maximum\":4,\"mean\":2.3333333333333335}");
    }

    private void declare() {
        process.declare(Batches.task(Trigger.AT_ONCE));
    }

    private List<QuarantinedRow> quarantine(String batchId) {
        return process.views.quarantine(TASK, batchId, 0, 100).orElseThrow().items();
    }

    private List<BatchAccepted> accepted() {
        return Process.once(published, BatchAccepted.class);
    }

    private List<DatasetPrepared> prepared() {
        return Process.once(published, DatasetPrepared.class);
    }

    private List<DatasetRejected> rejected() {
        return Process.once(published, DatasetRejected.class);
    }
}
