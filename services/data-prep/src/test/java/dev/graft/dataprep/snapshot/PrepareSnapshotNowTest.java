package dev.graft.dataprep.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.snapshot.PrepareSnapshotNow.Busy;
import dev.graft.dataprep.snapshot.PrepareSnapshotNow.NothingPending;
import dev.graft.dataprep.snapshot.PrepareSnapshotNow.Outcome;
import dev.graft.dataprep.snapshot.PrepareSnapshotNow.Prepared;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.Kill;
import dev.graft.dataprep.testing.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrepareSnapshotNowTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);

    /** Nothing is due by itself: too few rows, too early, at another time of the year. */
    private static final Trigger RELUCTANT = new Trigger(1_000, Duration.ofDays(1), "30 2 1 1 *");

    private MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = Collections.synchronizedList(new ArrayList<>());
    private DataPrepProcess process = new DataPrepProcess(store, CLOCK, published);

    @Test
    void makes_a_snapshot_of_what_is_pending_whatever_the_trigger_says() {
        declare();
        process.take("e1", Batches.inline("one", 3));
        process.take("e2", Batches.inline("two", 2));

        Prepared made = prepared(process);

        assertThat(made.created()).isTrue();
        assertThat(made.snapshot().sequence()).isEqualTo(3);
        assertThat(store.find("datasets/support/snapshots/" + made.snapshot().snapshotId() + "/manifest.json"))
                .isPresent();
        Event<?> event = DataPrepProcess.first(published, DatasetPrepared.class).orElseThrow();
        assertThat(event.id()).isEqualTo(made.eventId());
        assertThat(snapshots()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.newBatches())
                    .containsExactlyElementsOf(DataPrepProcess.once(published, BatchAccepted.class).stream()
                            .map(BatchAccepted::batchId)
                            .toList());
            assertThat(snapshot.newRows()).isEqualTo(5);
        });
    }

    @Test
    void says_that_nothing_is_pending_yet() {
        declare();

        assertThat(process.prepareSnapshotNow.prepare(Batches.TASK)).isEqualTo(new NothingPending(null));
        assertThat(store.list("datasets/")).isEmpty();
    }

    @Test
    void asked_once_more_it_makes_no_second_one_and_names_the_first() {
        declare();
        process.take("e1", Batches.inline("one", 3));
        Prepared made = prepared(process);

        Outcome again = process.prepareSnapshotNow.prepare(Batches.TASK);

        assertThat(again).isEqualTo(new NothingPending(made.snapshot()));
        assertThat(snapshots()).hasSize(1);
        assertThat(store.list("datasets/support/journal/")).hasSize(2);
    }

    @Test
    void takes_in_what_another_process_took_in() {
        declare();
        new DataPrepProcess(store, CLOCK, published).take("e1", Batches.inline("one", 3));

        assertThat(prepared(process).created()).isTrue();
        assertThat(snapshots()).hasSize(1);
    }

    @Test
    void whoever_asks_while_another_process_makes_it_hears_of_that_one() {
        declare();
        process.take("e1", Batches.inline("one", 3));
        DataPrepProcess other = new DataPrepProcess(store, CLOCK, published);
        Prepared others = prepared(other);
        prepareAfter(other, "two");

        Prepared heard = prepared(process);

        assertThat(heard).isEqualTo(new Prepared(others.snapshot(), others.eventId(), false));
        assertThat(snapshots()).hasSize(2);
    }

    @Test
    void who_loses_the_claim_hears_of_the_winners_snapshot() {
        declare();
        process.take("e1", Batches.inline("one", 3));
        DataPrepProcess other = new DataPrepProcess(store, CLOCK, published);
        List<Prepared> winners = new ArrayList<>();
        beforeTheClaim(() -> winners.add(prepared(other)));

        Prepared loser = prepared(process);

        assertThat(winners).singleElement().satisfies(winner -> {
            assertThat(winner.created()).isTrue();
            assertThat(loser).isEqualTo(new Prepared(winner.snapshot(), winner.eventId(), false));
        });
        assertThat(snapshots()).hasSize(1);
    }

    @Test
    void who_loses_the_claim_to_a_batch_takes_that_batch_too() {
        declare();
        process.take("e1", Batches.inline("one", 3));
        DataPrepProcess other = new DataPrepProcess(store, CLOCK, published);
        beforeTheClaim(() -> other.take("e2", Batches.inline("two", 2)));

        Prepared made = prepared(process);

        assertThat(made.created()).isTrue();
        assertThat(snapshots())
                .singleElement()
                .satisfies(snapshot -> assertThat(snapshot.newRows()).isEqualTo(5));
    }

    @Test
    void waits_no_longer_than_its_patience_for_a_batch_that_is_being_taken_in() throws Exception {
        declare();
        ExecutorService asking = Executors.newSingleThreadExecutor();
        List<Future<Outcome>> outcomes = new ArrayList<>();
        beforeTheClaim(() -> {
            outcomes.add(asking.submit(() -> process.prepareSnapshotAtOnceOrNot.prepare(Batches.TASK)));
            asking.shutdown();
            await(asking);
        });

        process.take("e1", Batches.inline("one", 3));

        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).get()).isEqualTo(new Busy());
        assertThat(snapshots()).isEmpty();
    }

    @Test
    void asked_for_in_two_processes_at_once_there_is_one() throws Exception {
        process.declare(Batches.task(new Trigger(1_000, null, null)));
        process.take("e1", Batches.inline("one", 3));
        DataPrepProcess other = new DataPrepProcess(store, CLOCK, published);
        other.keepSnapshots.catchUp();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<Outcome> here = () -> process.prepareSnapshotNow.prepare(Batches.TASK);
        Callable<Outcome> there = () -> other.prepareSnapshotNow.prepare(Batches.TASK);

        List<Future<Outcome>> outcomes = threads.invokeAll(List.of(here, there, here, there));

        threads.shutdown();
        List<Prepared> made = new ArrayList<>();
        for (Future<Outcome> outcome : outcomes) {
            if (outcome.get() instanceof Prepared prepared && prepared.created()) {
                made.add(prepared);
            }
        }
        assertThat(made).hasSize(1);
        assertThat(snapshots()).hasSize(1);
        assertThat(store.list("datasets/support/journal/")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wherever_it_dies_there_is_one_snapshot_and_it_is_told(boolean afterEffect) {
        int deaths = 0;
        Kill kill;
        do {
            startAnew();
            process.take("e1", Batches.inline("one", 3));
            kill = new Kill(deaths + 1, afterEffect);
            store.guardedBy(kill);
            DataPrepProcess doomed = new DataPrepProcess(store, CLOCK, kill, published);
            runToDeath(() -> doomed.prepareSnapshotNow.prepare(Batches.TASK), kill);
            store.guardedBy(new MemoryStore.Guard() {});

            DataPrepProcess restarted = new DataPrepProcess(store, CLOCK, published);
            restarted.keepSnapshots.catchUp();
            Outcome outcome = restarted.prepareSnapshotNow.prepare(Batches.TASK);

            assertThat(outcome).isInstanceOfAny(Prepared.class, NothingPending.class);
            assertThat(snapshots()).as("death %d", deaths + 1).hasSize(1);
            assertThat(store.list("datasets/support/journal/")).hasSize(2);
            deaths += kill.happened() ? 1 : 0;
        } while (kill.happened());
        assertThat(deaths).isGreaterThanOrEqualTo(6);
    }

    private void declare() {
        process.declare(Batches.task(RELUCTANT));
    }

    private void startAnew() {
        published.clear();
        store = new MemoryStore();
        process = new DataPrepProcess(store, CLOCK, published);
        declare();
    }

    private static void prepareAfter(DataPrepProcess process, String batch) {
        process.take("e-" + batch, Batches.inline(batch, 2));
        prepared(process);
    }

    /** Does something once, just before a process claims the next place in the journal. */
    private void beforeTheClaim(Runnable what) {
        AtomicBoolean done = new AtomicBoolean();
        store.guardedBy(new MemoryStore.Guard() {
            @Override
            public <T> T around(String call, Supplier<T> work) {
                if (call.startsWith("create datasets/support/journal/") && done.compareAndSet(false, true)) {
                    what.run();
                }
                return work.get();
            }
        });
    }

    private static void await(ExecutorService asking) {
        try {
            assertThat(asking.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void runToDeath(Runnable work, Kill kill) {
        try {
            work.run();
        } catch (Kill.Killed e) {
            assertThat(kill.happened()).isTrue();
        }
    }

    private static Prepared prepared(DataPrepProcess process) {
        Outcome outcome = process.prepareSnapshotNow.prepare(Batches.TASK);
        assertThat(outcome).isInstanceOf(Prepared.class);
        return (Prepared) outcome;
    }

    private List<DatasetPrepared> snapshots() {
        return DataPrepProcess.once(published, DatasetPrepared.class);
    }
}
