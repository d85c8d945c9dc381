package dev.graft.dashboard.readmodel;

import dev.graft.contracts.EventData;
import dev.graft.contracts.event.DatasetPrepared;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The snapshots, by their id and by the batches that they are the first to hold. */
final class Snapshots {
    private final Newest<Fact<DatasetPrepared>> kept;
    private final Map<String, Fact<DatasetPrepared>> byBatch = new HashMap<>();
    private final Pool pool;

    Snapshots(int capacity, Pool pool) {
        this.kept = new Newest<>(capacity, this::forget);
        this.pool = pool;
    }

    void apply(Link link, EventData data) {
        if (data instanceof DatasetPrepared prepared) {
            Fact<DatasetPrepared> fact = new Fact<>(link, prepared);
            if (kept.touch(pool.of(prepared.snapshotId()), link.time(), () -> fact) != null) {
                prepared.newBatches().forEach(batch -> byBatch.merge(pool.of(batch), fact, Fact::earlier));
            }
        }
    }

    /** The first snapshot that held a batch. */
    @Nullable
    Fact<DatasetPrepared> ofBatch(String batchId) {
        return byBatch.get(batchId);
    }

    Stream<Fact<DatasetPrepared>> newestFirst() {
        return kept.newestFirst();
    }

    private void forget(Fact<DatasetPrepared> fact) {
        fact.data().newBatches().forEach(batch -> byBatch.remove(batch, fact));
    }
}
