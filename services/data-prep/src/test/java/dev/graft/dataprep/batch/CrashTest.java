package dev.graft.dataprep.batch;

import static dev.graft.dataprep.testing.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.TaskDeclared;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.Kill;
import dev.graft.dataprep.testing.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** data-prep killed at each of its steps, one after the other, and started again. */
class CrashTest {
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final List<Event<?>> published = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wherever_it_dies_the_batch_is_taken_in_once_and_told_once(boolean afterEffect) {
        int deaths = 0;
        Kill kill;
        do {
            MemoryStore store = prepared(Trigger.AT_ONCE);
            BatchLabelled batch = Batches.inline(List.of(row("a", "refund"), row("b", "refund"), row("c", "nothing")));
            kill = new Kill(deaths + 1, afterEffect);

            dies(store, kill, process -> process.take("e2", batch));
            redelivered(store, "e2", batch);

            assertOneOfEach(store);
            deaths += kill.happened() ? 1 : 0;
        } while (kill.happened());
        assertThat(deaths).isGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wherever_it_dies_a_restart_alone_finishes_what_the_journal_holds(boolean afterEffect) {
        Clock later = Clock.offset(CLOCK, Duration.ofMinutes(1));
        int deaths = 0;
        Kill kill;
        do {
            MemoryStore store = prepared(new Trigger(null, Duration.ofSeconds(30), null));
            BatchLabelled batch = Batches.inline(List.of(row("a", "refund"), row("b", "refund")));
            new DataPrepProcess(store, CLOCK, published).take("e2", batch);
            kill = new Kill(deaths + 1, afterEffect);

            store.guardedBy(kill);
            DataPrepProcess doomed = new DataPrepProcess(store, later, kill, published);
            runToDeath(doomed.keepSnapshots::catchUp, kill);
            store.guardedBy(new MemoryStore.Guard() {});
            new DataPrepProcess(store, later, published).keepSnapshots.catchUp();

            assertThat(DataPrepProcess.once(published, DatasetPrepared.class)).hasSize(1);
            assertThat(store.list("datasets/support/journal/")).hasSize(3);
            deaths += kill.happened() ? 1 : 0;
        } while (kill.happened());
        assertThat(deaths).isGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wherever_it_dies_a_refusal_is_told_once(boolean afterEffect) {
        int deaths = 0;
        Kill kill;
        do {
            MemoryStore store = prepared(Trigger.AT_ONCE);
            BatchLabelled batch = Batches.inline(List.of(row("x", "nothing")));
            kill = new Kill(deaths + 1, afterEffect);

            dies(store, kill, process -> process.take("e2", batch));
            redelivered(store, "e2", batch);

            assertThat(DataPrepProcess.once(published, DatasetRejected.class)).hasSize(1);
            assertThat(store.list("batches/support/").stream().filter(Rejections::isRefusal))
                    .hasSize(1);
            deaths += kill.happened() ? 1 : 0;
        } while (kill.happened());
        assertThat(deaths).isGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wherever_it_dies_inferred_columns_are_declared_once_and_told(boolean afterEffect) {
        int deaths = 0;
        Kill kill;
        do {
            MemoryStore store = new MemoryStore();
            new DataPrepProcess(store, CLOCK, published).declare(numbers());
            published.clear();
            BatchLabelled batch = Batches.inline(List.of(
                    BatchLabelled.Row.ofFeatures(Map.of("days", 3, "amount", 12.5), "refund"),
                    BatchLabelled.Row.ofFeatures(Map.of("days", 1), "delivery")));
            kill = new Kill(deaths + 1, afterEffect);

            dies(store, kill, process -> process.take("e1", batch));
            redelivered(store, "e1", batch);

            assertThat(DataPrepProcess.once(published, TaskDeclared.class))
                    .extracting(declared -> declared.declaration().version())
                    .containsExactly(2);
            assertThat(DataPrepProcess.once(published, BatchAccepted.class))
                    .extracting(BatchAccepted::taskVersion)
                    .containsExactly(2);
            assertThat(DataPrepProcess.once(published, DatasetPrepared.class)).hasSize(1);
            deaths += kill.happened() ? 1 : 0;
        } while (kill.happened());
        assertThat(deaths).isGreaterThanOrEqualTo(12);
    }

    static Task numbers() {
        return new Task(
                Batches.TASK,
                null,
                null,
                Task.TABULAR,
                List.of("refund", "delivery"),
                Task.FITTED_FEATURES,
                Strategy.AUTO,
                Gate.DEFAULT,
                Trigger.AT_ONCE,
                Split.DEFAULT);
    }

    /** A store with a task and one batch that was taken in before, whose events are forgotten. */
    private MemoryStore prepared(Trigger trigger) {
        MemoryStore store = new MemoryStore();
        DataPrepProcess process = new DataPrepProcess(store, CLOCK, published);
        process.declare(Batches.task(trigger));
        process.take("e1", Batches.inline("before", 3));
        process.keepSnapshots.tick();
        published.clear();
        return store;
    }

    private void dies(MemoryStore store, Kill kill, Consumer<DataPrepProcess> work) {
        store.guardedBy(kill);
        DataPrepProcess doomed = new DataPrepProcess(store, CLOCK, kill, published);
        runToDeath(() -> work.accept(doomed), kill);
        store.guardedBy(new MemoryStore.Guard() {});
    }

    private static void runToDeath(Runnable work, Kill kill) {
        try {
            work.run();
        } catch (Kill.Killed e) {
            assertThat(kill.happened()).isTrue();
        }
    }

    private void redelivered(MemoryStore store, String eventId, BatchLabelled batch) {
        DataPrepProcess restarted = new DataPrepProcess(store, CLOCK, published);
        restarted.keepSnapshots.catchUp();
        restarted.take(eventId, batch);
        restarted.keepSnapshots.tick();
    }

    private void assertOneOfEach(MemoryStore store) {
        assertThat(store.list("datasets/support/journal/")).hasSize(4);
        assertThat(store.list("datasets/support/snapshots/")).hasSize(2);
        assertThat(DataPrepProcess.once(published, DatasetRejected.class)).isEmpty();
        List<BatchAccepted> accepted = DataPrepProcess.once(published, BatchAccepted.class);
        assertThat(accepted).singleElement().extracting(BatchAccepted::sequence).isEqualTo(3L);
        String batchId = accepted.get(0).batchId();
        assertThat(store.find("batches/support/" + batchId + "/manifest.json")).isPresent();
        assertThat(store.list("batches/support/" + batchId + "/rows-")).hasSize(1);
        assertThat(DataPrepProcess.once(published, DatasetPrepared.class))
                .singleElement()
                .satisfies(prepared -> {
                    assertThat(prepared.newBatches()).containsExactly(batchId);
                    assertThat(prepared.rows().total()).isEqualTo(5);
                });
        assertThat(firstOf(BatchAccepted.class)).isLessThan(firstOf(DatasetPrepared.class));
    }

    private int firstOf(Class<?> type) {
        return published.indexOf(DataPrepProcess.first(published, type).orElseThrow());
    }
}
