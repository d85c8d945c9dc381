package dev.graft.dataprep.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.graft.contracts.Event;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.contracts.event.BatchPartRequested;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.Kill;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of so many bytes that they are prepared in parts. */
class PartsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);
    private static final String[] WORDS =
            "refund parcel late broken money back where order again please never arrived".split(" ");

    private static final long PART_BYTES = 2_000;

    private final List<Event<?>> published = new ArrayList<>();

    @TempDir
    private Path folder;

    private DataPrepProcess inParts(MemoryStore store) {
        return new DataPrepProcess(store, CLOCK, new MemoryStore.Guard() {}, published, PART_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void a_batch_in_parts_comes_to_the_same_as_in_one_piece(String format) {
        List<String[]> rows = rows(300);
        MemoryStore whole = new MemoryStore();
        MemoryStore inParts = new MemoryStore();

        BatchAccepted once = taken(new DataPrepProcess(whole, CLOCK, published), whole, format, rows);
        published.clear();
        BatchAccepted together = taken(inParts(inParts), inParts, format, rows);

        assertThat(DataPrepProcess.once(published, BatchPartPrepared.class)).hasSizeGreaterThan(3);
        assertThat(together.rows()).isEqualTo(once.rows());
        assertThat(together.rows().quarantined()).isPositive();
        assertThat(together.rows().duplicates()).isPositive();
        assertThat(report(inParts, together)).isEqualTo(report(whole, once));
        assertThat(shard(inParts, together)).isEqualTo(shard(whole, once)).isNotEmpty();
        assertThat(quarantine(inParts, together))
                .isEqualTo(quarantine(whole, once))
                .isNotEmpty();
    }

    @Test
    void numbers_in_parts_come_to_the_same_as_in_one_piece() {
        List<String[]> rows = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 400; i++) {
            rows.add(new String[] {
                i % 50 == 7 ? "many" : Double.toString(random.nextInt(1_000) / 8.0),
                i % 9 == 0 ? "" : Integer.toString(random.nextInt(30)),
                i % 2 == 0 ? "refund" : "delivery"
            });
        }
        rows.addAll(rows.subList(0, 20));
        MemoryStore whole = new MemoryStore();
        MemoryStore inParts = new MemoryStore();

        BatchAccepted once = numbers(new DataPrepProcess(whole, CLOCK, published), whole, rows);
        published.clear();
        BatchAccepted together = numbers(inParts(inParts), inParts, rows);

        assertThat(DataPrepProcess.once(published, BatchPartPrepared.class)).hasSizeGreaterThan(1);
        assertThat(together.taskVersion()).isEqualTo(2);
        assertThat(together.rows()).isEqualTo(once.rows());
        assertThat(report(inParts, together)).isEqualTo(report(whole, once));
        assertThat(shard(inParts, together)).isEqualTo(shard(whole, once)).isNotEmpty();
        assertThat(quarantine(inParts, together))
                .isEqualTo(quarantine(whole, once))
                .isNotEmpty();
    }

    @Test
    void what_helped_to_come_to_the_outcome_is_gone_afterwards() {
        MemoryStore store = new MemoryStore();

        taken(inParts(store), store, "csv", rows(300));

        assertThat(store.list("batches/support/")).noneMatch(key -> key.contains("/parts-"));
    }

    @Test
    void two_processes_share_the_parts_and_the_batch_is_taken_in_once() throws Exception {
        MemoryStore store = new MemoryStore();
        DataPrepProcess one = inParts(store);
        DataPrepProcess other = inParts(store);
        one.declare(Batches.task(Trigger.AT_ONCE));
        one.take("e1", batch(store, "csv", rows(300)));
        List<Event<BatchPartRequested>> requests = requests();

        for (Event<BatchPartRequested> request : requests) {
            (request.data().part() % 2 == 0 ? one : other).preparePart.prepare(request);
        }
        for (Event<BatchPartPrepared> part : prepared()) {
            one.collectParts.collect(part);
            other.collectParts.collect(part);
        }

        assertThat(requests).extracting(request -> request.data().partition()).contains(0, 1, 2, 3, 4, 5);
        assertThat(DataPrepProcess.once(published, BatchAccepted.class)).hasSize(1);
        assertThat(store.list("datasets/support/journal/")).hasSize(2);
    }

    @Test
    void a_batch_that_is_announced_again_while_its_parts_are_prepared_is_answered_each_time() throws Exception {
        MemoryStore store = new MemoryStore();
        DataPrepProcess process = inParts(store);
        process.declare(Batches.task(Trigger.AT_ONCE));
        BatchLabelled batch = batch(store, "csv", foreign(300));

        process.take("e1", batch);
        process.take("e2", batch);
        process.prepareParts();

        List<DatasetRejected> refusals = DataPrepProcess.once(published, DatasetRejected.class);
        assertThat(refusals).hasSize(2);
        assertThat(refusals)
                .allSatisfy(refusal -> assertThat(refusal.explanation()).contains("quarantine"));
        assertThat(store.list("batches/support/")).noneMatch(key -> key.contains("/parts-"));
    }

    @Test
    void a_part_that_cannot_be_read_refuses_the_batch_by_the_line_of_the_file() throws Exception {
        MemoryStore store = new MemoryStore();
        DataPrepProcess process = inParts(store);
        process.declare(Batches.task(Trigger.AT_ONCE));
        List<String[]> rows = rows(300);
        String content = csv(rows) + "\"quoted\"badly,refund\n";

        process.take("e1", Batches.stored(store, "csv", content));
        process.prepareParts();

        assertThat(DataPrepProcess.once(published, DatasetRejected.class))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.explanation())
                        .contains("after line " + (content.lines().count() - 1)));
    }

    @ParameterizedTest
    @CsvSource({"false, OBJECT_MISSING", "true, CHECKSUM_MISMATCH"})
    void a_file_that_is_not_the_same_any_more_when_its_parts_are_read_refuses_the_batch(
            boolean isThere, DatasetRejected.Reason reason) {
        MemoryStore store = new MemoryStore();
        DataPrepProcess process = inParts(store);
        process.declare(Batches.task(Trigger.AT_ONCE));
        process.take("e1", batch(store, "csv", rows(300)));
        store.delete("uploads/batch");
        if (isThere) {
            store.put("uploads/batch", new byte[1 << 16], "text/csv");
        }

        process.prepareParts();

        assertThat(DataPrepProcess.once(published, DatasetRejected.class))
                .extracting(DatasetRejected::reason)
                .containsExactly(reason);
        assertThat(store.list("batches/support/")).noneMatch(key -> key.contains("/parts-"));
    }

    @Test
    void a_process_that_another_one_overtakes_while_it_compares_the_parts_leaves_it_at_that() {
        MemoryStore store = new MemoryStore();
        DataPrepProcess fast = inParts(store);
        DataPrepProcess slow = inParts(store);
        slow.declare(Batches.task(Trigger.AT_ONCE));
        BatchLabelled batch = batch(store, "csv", rows(300));
        slow.take("e1", batch);
        for (Event<BatchPartRequested> request : requests()) {
            prepare(slow, request);
        }
        store.guardedBy(new MemoryStore.Guard() {
            @Override
            public <T> T around(String call, Supplier<T> work) {
                if (call.contains("/rows/000003")) {
                    store.guardedBy(new MemoryStore.Guard() {});
                    fast.take("e1", batch);
                }
                return work.get();
            }
        });

        slow.take("e1", batch);

        assertThat(DataPrepProcess.once(published, BatchAccepted.class)).hasSize(1);
        assertThat(store.list("datasets/support/journal/")).hasSize(2);
        assertThat(store.list("batches/support/")).noneMatch(key -> key.contains("/parts-"));
    }

    private static void prepare(DataPrepProcess process, Event<BatchPartRequested> request) {
        try {
            process.preparePart.prepare(request);
        } catch (MalformedEvent e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_part_that_the_batch_does_not_have_is_no_event() {
        MemoryStore store = new MemoryStore();
        DataPrepProcess process = inParts(store);
        process.declare(Batches.task(Trigger.AT_ONCE));
        process.take("e1", batch(store, "csv", rows(300)));
        Event<BatchPartRequested> request = requests().get(0);
        BatchPartRequested data = request.data();

        assertThatExceptionOfType(MalformedEvent.class)
                .isThrownBy(() -> process.preparePart.prepare(new Event<>(
                        "e9",
                        request.type(),
                        request.source(),
                        request.time(),
                        null,
                        null,
                        null,
                        new BatchPartRequested(data.task(), 1, data.batchId(), 99, 99))))
                .withMessageContaining("no part 99");
    }

    @Test
    void a_part_that_is_requested_after_the_batch_was_taken_in_is_left_alone() throws Exception {
        MemoryStore store = new MemoryStore();
        DataPrepProcess process = inParts(store);
        taken(process, store, "csv", rows(300));
        int before = published.size();

        for (Event<BatchPartRequested> request : requests()) {
            process.preparePart.prepare(request);
        }
        for (Event<BatchPartPrepared> part : prepared()) {
            process.collectParts.collect(part);
        }

        assertThat(published).hasSize(before);
        assertThat(store.list("batches/support/")).noneMatch(key -> key.contains("/parts-"));
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void wherever_it_dies_the_batch_has_one_outcome_and_leaves_nothing_behind(boolean afterEffect, boolean good) {
        int deaths = 0;
        Kill kill;
        do {
            published.clear();
            MemoryStore store = new MemoryStore();
            inParts(store).declare(Batches.task(Trigger.AT_ONCE));
            BatchLabelled batch = batch(store, "csv", good ? rows(120) : foreign(200));
            published.clear();
            kill = new Kill(deaths + 1, afterEffect);

            store.guardedBy(kill);
            runToDeath(new DataPrepProcess(store, CLOCK, kill, published, PART_BYTES), process -> {
                process.take("e1", batch);
                process.prepareParts();
            });
            store.guardedBy(new MemoryStore.Guard() {});
            DataPrepProcess survivor = inParts(store);
            survivor.take("e1", batch);
            survivor.prepareParts();

            assertThat(DataPrepProcess.once(published, BatchAccepted.class)).hasSize(good ? 1 : 0);
            assertThat(DataPrepProcess.once(published, DatasetRejected.class)).hasSize(good ? 0 : 1);
            assertThat(store.list("datasets/support/journal/")).hasSize(good ? 2 : 0);
            assertThat(store.list("batches/support/")).noneMatch(key -> key.contains("/parts-"));
            deaths += kill.happened() ? 1 : 0;
        } while (kill.happened());
        assertThat(deaths).isGreaterThan(40);
    }

    private static void runToDeath(DataPrepProcess process, Consumer<DataPrepProcess> work) {
        try {
            work.accept(process);
        } catch (Kill.Killed e) {
            // As planned; the process is gone.
        }
    }

    private BatchAccepted taken(DataPrepProcess process, MemoryStore store, String format, List<String[]> rows) {
        List<String> steps = List.of("unicode-nfc@1", "whitespace@1", "language-tag@1");
        process.declare(Batches.task(new Preparation(steps, null, null, null, null), Map.of()));
        process.take("e0", Batches.inline("known", 3));
        process.take("e1", batch(store, format, rows));
        process.prepareParts();
        return DataPrepProcess.once(published, BatchAccepted.class).get(1);
    }

    private BatchAccepted numbers(DataPrepProcess process, MemoryStore store, List<String[]> rows) {
        process.declare(CrashTest.numbers());
        StringBuilder content = new StringBuilder("amount,days,label\n");
        rows.forEach(row -> content.append(String.join(",", row)).append('\n'));
        process.take("e1", Batches.stored(store, "csv", content.toString()));
        process.prepareParts();
        return DataPrepProcess.once(published, BatchAccepted.class).get(0);
    }

    /** Texts new and repeated, near to each other, with two labels, and of no use. */
    private static List<String[]> rows(int count) {
        Random random = new Random(1);
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String[] before = rows.isEmpty() ? null : rows.get(random.nextInt(rows.size()));
            if (before != null && i % 10 == 3) {
                rows.add(before);
            } else if (before != null && i % 10 == 5) {
                rows.add(new String[] {before[0], before[1].equals("refund") ? "delivery" : "refund"});
            } else if (before != null && i % 10 == 7) {
                rows.add(new String[] {before[0] + "!", before[1]});
            } else if (i % 30 == 11) {
                rows.add(new String[] {"of another label " + i, "nothing"});
            } else {
                boolean refund = random.nextBoolean();
                rows.add(new String[] {text(random, refund ? 0 : WORDS.length / 2), refund ? "refund" : "delivery"});
            }
        }
        return rows;
    }

    private static List<String[]> foreign(int count) {
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new String[] {"of another label " + i, "nothing"});
        }
        return rows;
    }

    /** @param from the first of the words that the text is made of, half of all */
    private static String text(Random random, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[from + random.nextInt(WORDS.length / 2)]);
        }
        return text.toString();
    }

    private static BatchLabelled batch(MemoryStore store, String format, List<String[]> rows) {
        return Batches.stored(store, format, format.equals("csv") ? csv(rows) : jsonLines(rows));
    }

    private static String csv(List<String[]> rows) {
        StringBuilder content = new StringBuilder("text,label\n");
        rows.forEach(row ->
                content.append('"').append(row[0]).append("\",").append(row[1]).append('\n'));
        return content.toString();
    }

    private static String jsonLines(List<String[]> rows) {
        StringBuilder content = new StringBuilder();
        rows.forEach(row -> content.append("{\"text\":\"")
                .append(row[0])
                .append("\",\"label\":\"")
                .append(row[1])
                .append("\"}\n"));
        return content.toString();
    }

    @SuppressWarnings("unchecked")
    private List<Event<BatchPartRequested>> requests() {
        return published.stream()
                .filter(event -> event.data() instanceof BatchPartRequested)
                .map(event -> (Event<BatchPartRequested>) event)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private List<Event<BatchPartPrepared>> prepared() {
        return published.stream()
                .filter(event -> event.data() instanceof BatchPartPrepared)
                .map(event -> (Event<BatchPartPrepared>) event)
                .toList();
    }

    private static Map<?, ?> report(MemoryStore store, BatchAccepted accepted) {
        Map<String, Object> report = Json.read(bytes(store, accepted.report().uri()), Map.class);
        report.remove("checks"); // They say how long they took.
        return report;
    }

    private List<DatasetRow> shard(MemoryStore store, BatchAccepted accepted) {
        Path file = folder.resolve("shard.parquet");
        try {
            Files.write(file, bytes(store, key(store, accepted, "/rows-")));
            return Shards.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quarantine(MemoryStore store, BatchAccepted accepted) {
        return new String(bytes(store, key(store, accepted, "/quarantine-")), StandardCharsets.UTF_8);
    }

    private static String key(MemoryStore store, BatchAccepted accepted, String part) {
        return store.uri(store.list("batches/support/" + accepted.batchId()).stream()
                .filter(key -> key.contains(part))
                .findFirst()
                .orElseThrow());
    }

    private static byte[] bytes(MemoryStore store, String uri) {
        try {
            return store.open(uri).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
