package dev.graft.dataprep.batch;

import static dev.graft.dataprep.testing.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.dataprep.testing.Process;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two data-preps over one store, as after a rebalance or with a second replica. */
class TwoProcessesTest {
    private static final int BATCHES = 20;

    private final MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = Collections.synchronizedList(new ArrayList<>());
    private final Process one = new Process(store, Clock.systemUTC(), published);
    private final Process other = new Process(store, Clock.systemUTC(), published);
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void what_one_took_in_is_a_duplicate_for_the_other() {
        one.declare(Batches.task(Trigger.AT_ONCE));
        other.take("e0", Batches.inline("zero", 1));
        one.take("e1", Batches.inline("one", 5));

        other.take("e2", Batches.inline(List.of(row("one 0", "refund"), row("two", "refund"))));

        assertThat(Process.once(published, BatchAccepted.class))
                .last()
                .satisfies(accepted -> assertThat(accepted.rows().duplicates()).isEqualTo(1));
    }

    @Test
    void all_batches_at_once_in_both_are_taken_in_once_each_and_no_row_twice() throws Exception {
        one.declare(Batches.task(Trigger.AT_ONCE));
        List<BatchLabelled> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(Batches.inline(List.of(row("own " + i, "refund"), row("shared " + i / 2, "refund"))));
        }
        CountDownLatch start = new CountDownLatch(1);

        Future<?> first = threads.submit(() -> takeAll(one, batches, 1, start));
        Future<?> second = threads.submit(() -> takeAll(other, batches, 2, start));
        start.countDown();
        first.get();
        second.get();

        List<BatchAccepted> accepted = Process.once(published, BatchAccepted.class);
        assertThat(accepted).hasSize(BATCHES).extracting(BatchAccepted::batchId).doesNotHaveDuplicates();
        assertThat(accepted.stream().mapToLong(each -> each.rows().accepted()).sum())
                .isEqualTo(BATCHES + BATCHES / 2);
        List<DatasetPrepared> prepared = Process.once(published, DatasetPrepared.class);
        assertThat(prepared.stream().flatMap(each -> each.newBatches().stream()))
                .hasSize(BATCHES)
                .doesNotHaveDuplicates();
        assertThat(prepared.stream().mapToLong(each -> each.rows().total()).max())
                .hasValue(BATCHES + BATCHES / 2);
    }

    private static Void takeAll(Process process, List<BatchLabelled> batches, long seed, CountDownLatch start)
            throws InterruptedException {
        List<BatchLabelled> shuffled = new ArrayList<>(batches);
        Collections.shuffle(shuffled, new Random(seed));
        start.await();
        for (int i = 0; i < shuffled.size(); i++) {
            process.take("e" + seed + "-" + i, shuffled.get(i));
        }
        return null;
    }
}
