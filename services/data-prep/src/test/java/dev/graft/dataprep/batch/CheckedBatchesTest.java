package dev.graft.dataprep.batch;

import static dev.graft.dataprep.testing.Batches.TASK;
import static dev.graft.dataprep.testing.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchAccepted.Findings;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.MemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches whose labels and words are looked at before they are taken in. */
class CheckedBatchesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T00:00:00Z"), ZoneOffset.UTC);
    private static final List<String> REFUND = List.of("money", "back", "refund", "charged", "invoice", "paid");
    private static final List<String> DELIVERY = List.of("parcel", "arrive", "courier", "late", "address", "door");
    private static final List<String> ANY = List.of("please", "my", "the", "order", "today", "hello", "when", "you");
    private static final List<String> STRANGE = List.of("zebra", "quantum", "violin", "glacier", "saffron", "orbit");

    private final MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = new ArrayList<>();
    private final DataPrepProcess process = new DataPrepProcess(store, CLOCK, published);
    private final Random random = new Random(5);

    @Test
    void a_batch_with_shuffled_labels_is_refused_before_anything_learns_from_it() {
        process.declare(Batches.task(Trigger.AT_ONCE));
        process.take("e1", sound(200));

        process.take("e2", Batches.inline(shuffled(rows(200, ANY))));

        assertThat(accepted()).hasSize(1);
        assertThat(prepared()).hasSize(1);
        DatasetRejected rejected = only(DatasetRejected.class);
        assertThat(rejected.reason()).isEqualTo(Reason.LABELS_SHUFFLED);
        assertThat(rejected.explanation()).contains("of 200 checked rows", "preparation.shuffledLabels");
        assertThat(process.views
                        .find(TASK, rejected.batchId())
                        .orElseThrow()
                        .report()
                        .at("/checks/labels/verdict")
                        .asText())
                .isEqualTo("shuffled");
    }

    @Test
    void the_first_batch_of_a_task_is_checked_too() {
        process.declare(Batches.task(Trigger.AT_ONCE));

        process.take("e1", Batches.inline(shuffled(rows(300, ANY))));

        assertThat(only(DatasetRejected.class).reason()).isEqualTo(Reason.LABELS_SHUFFLED);
        assertThat(accepted()).isEmpty();
    }

    @Test
    void a_task_may_take_labels_that_texts_say_nothing_about() {
        process.declare(
                Batches.task(new Preparation(null, null, null, null, null, null, Preparation.REPORT), Map.of()));

        process.take("e1", Batches.inline(shuffled(rows(300, ANY))));

        assertThat(report(accepted().get(0)).at("/checks/labels/verdict").asText())
                .isEqualTo("shuffled");
    }

    @Test
    void rows_with_another_rows_label_are_suspected_by_name() {
        process.declare(Batches.task(Trigger.AT_ONCE));
        process.take("e1", sound(300));
        List<BatchLabelled.Row> rows = rows(200, ANY);
        List<String> flipped = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            BatchLabelled.Row row = rows.get(i);
            rows.set(i, row(row.text(), row.label().equals("refund") ? "delivery" : "refund"));
            flipped.add(row.text());
        }

        process.take("e2", Batches.inline(rows));

        JsonNode labels = report(accepted().get(1)).at("/checks/labels");
        List<String> suspects = new ArrayList<>();
        labels.get("suspects")
                .forEach(suspect -> suspects.add(suspect.get("text").asText()));
        assertThat(suspects).hasSizeBetween(8, 12).filteredOn(flipped::contains).hasSizeGreaterThanOrEqualTo(8);
        assertThat(labels.at("/suspects/0/suspicion").asDouble()).isBetween(0.5, 1.0);
        assertThat(labels.at("/wrong/low").asDouble()).isLessThan(0.05);
        assertThat(labels.at("/wrong/high").asDouble()).isGreaterThan(0.05);
        assertThat(accepted().get(1).findings()).isEqualTo(new Findings(200, suspects.size(), false));
    }

    @Test
    void a_batch_of_other_words_has_drifted_and_one_of_the_same_has_not() {
        process.declare(Batches.task(Trigger.AT_ONCE));
        process.take("e1", sound(300));

        process.take("e2", sound(150));
        process.take("e3", Batches.inline(rows(150, STRANGE)));

        JsonNode same = report(accepted().get(1)).at("/checks/drift");
        JsonNode other = report(accepted().get(2)).at("/checks/drift");
        assertThat(same.get("drifted").asBoolean()).isFalse();
        assertThat(other.get("drifted").asBoolean()).isTrue();
        assertThat(other.get("sentence").asText())
                .startsWith("The batch drifted")
                .contains("A-distance");
        assertThat(report(accepted().get(2)).at("/checks/advice/hints/0/reason").asText())
                .isNotBlank();
    }

    @Test
    void a_label_that_the_task_has_dropped_is_no_drift() {
        process.declare(Batches.task(List.of("refund", "delivery", "praise")));
        List<BatchLabelled.Row> rows = rows(300, ANY);
        for (int i = 0; i < 100; i++) {
            rows.add(row(drawn(STRANGE) + " " + drawn(STRANGE) + " " + i, "praise"));
        }
        process.take("e1", Batches.inline(rows));
        process.declare(Batches.task(List.of("refund", "delivery")));

        process.take("e2", sound(150));

        assertThat(report(accepted().get(1)).at("/checks/drift/drifted").asBoolean(true))
                .isFalse();
    }

    @Test
    void drift_brings_a_snapshot_about_where_the_trigger_asks_for_it() {
        process.declare(Batches.task(new Trigger(320, null, null, 0.01)));
        process.take("e1", sound(300));
        process.take("e2", sound(50));
        assertThat(prepared()).hasSize(1);

        process.take("e3", sound(60));
        assertThat(prepared()).hasSize(1);
        process.take("e4", Batches.inline(rows(100, STRANGE)));

        assertThat(prepared()).hasSize(2);
    }

    @Test
    void few_rows_are_not_checked_and_the_report_says_so() {
        process.declare(Batches.task(Trigger.AT_ONCE));

        process.take("e1", Batches.inline(shuffled(rows(49, ANY))));

        assertThat(report(accepted().get(0)).at("/checks/skipped").asText()).contains("49 new rows");
        assertThat(accepted().get(0).findings()).isNull();
    }

    @Test
    void a_task_that_asks_for_no_checks_has_none() {
        process.declare(Batches.task(new Preparation(null, null, null, null, null, 0, null), Map.of()));

        process.take("e1", Batches.inline(shuffled(rows(300, ANY))));

        assertThat(report(accepted().get(0)).at("/checks/skipped").asText()).contains("checkedRows is 0");
    }

    @Test
    void of_a_large_batch_as_many_rows_are_checked_as_the_task_says() {
        process.declare(Batches.task(new Preparation(null, null, null, null, null, 60, null), Map.of()));

        process.take("e1", sound(200));

        assertThat(report(accepted().get(0)).at("/checks/scope/rows").asInt()).isEqualTo(60);
    }

    @Test
    void another_process_compares_with_the_same_rows() {
        process.declare(Batches.task(Trigger.AT_ONCE));
        BatchLabelled first = sound(300);
        BatchLabelled batch = sound(120);
        process.take("e1", first);
        process.take("e2", batch);
        String batchId = accepted().get(1).batchId();

        MemoryStore other = new MemoryStore();
        DataPrepProcess before = new DataPrepProcess(other, CLOCK, new ArrayList<>());
        before.declare(Batches.task(Trigger.AT_ONCE));
        before.take("e1", first);
        DataPrepProcess restarted = new DataPrepProcess(other, CLOCK, new ArrayList<>());
        restarted.take("e2", batch);

        assertThat(restarted.views.find(TASK, batchId).orElseThrow().report())
                .isEqualTo(process.views.find(TASK, batchId).orElseThrow().report());
    }

    private BatchLabelled sound(int rows) {
        return Batches.inline(rows(rows, ANY));
    }

    /** Rows whose words tell their label, one after the other of either. */
    private List<BatchLabelled.Row> rows(int count, List<String> others) {
        List<BatchLabelled.Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean refund = i % 2 == 0;
            List<String> words = new ArrayList<>();
            IntStream.range(0, 4).forEach(word -> words.add(drawn(refund ? REFUND : DELIVERY)));
            IntStream.range(0, 4).forEach(word -> words.add(drawn(others)));
            words.add(Integer.toString(random.nextInt(1_000_000)));
            rows.add(row(String.join(" ", words), refund ? "refund" : "delivery"));
        }
        return rows;
    }

    private String drawn(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private List<BatchLabelled.Row> shuffled(List<BatchLabelled.Row> rows) {
        return rows.stream()
                .map(row -> row(row.text(), random.nextBoolean() ? "refund" : "delivery"))
                .toList();
    }

    private JsonNode report(BatchAccepted accepted) {
        return process.views.find(TASK, accepted.batchId()).orElseThrow().report();
    }

    private List<BatchAccepted> accepted() {
        return all(BatchAccepted.class);
    }

    private List<DatasetPrepared> prepared() {
        return all(DatasetPrepared.class);
    }

    private <T> T only(Class<T> type) {
        assertThat(all(type)).hasSize(1);
        return all(type).get(0);
    }

    private <T> List<T> all(Class<T> type) {
        return published.stream()
                .map(Event::data)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
