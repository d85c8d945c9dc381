package dev.graft.dataprep.batch;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.BatchPartRequested;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchReader.Opened;
import dev.graft.dataprep.journal.Edge;
import dev.graft.dataprep.reading.Sliced;
import dev.graft.dataprep.reading.Wanted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Batches that are too large for one process: cut into parts, which the processes of the consumer group read and clean
 * ({@link PreparePart}), and compared with the data set by one of them once all parts lie in the store.
 */
final class SplitBatch {
    private final Edge edge;
    private final BatchLimits limits;

    SplitBatch(Edge edge, BatchLimits limits) {
        this.edge = edge;
        this.limits = limits;
    }

    /** A batch in parts. */
    final class Split {
        private final Task task;
        private final String batchId;
        private final PartFolder folder;
        private final PartPlan plan;

        private Split(Task task, String batchId, PartFolder folder, PartPlan plan) {
            this.task = task;
            this.batchId = batchId;
            this.folder = folder;
            this.plan = plan;
        }

        boolean isPrepared() {
            return folder.prepared().size() == plan.parts();
        }

        /** Has the parts prepared that are not yet; the announcement's outcome follows when all are. */
        void request(Event<BatchLabelled> announcement) {
            folder.await(announcement);
            Set<Integer> prepared = Set.copyOf(folder.prepared());
            for (int part = 1; part <= plan.parts(); part++) {
                if (!prepared.contains(part)) {
                    edge.sink().publish(requested(announcement, part));
                }
            }
        }

        private Event<BatchPartRequested> requested(Event<BatchLabelled> announcement, int part) {
            return edge.events()
                    .causedBy(
                            announcement,
                            batchId,
                            folder.manifest(part),
                            new BatchPartRequested(task.name(), task.requireVersion(), batchId, part, plan.parts()));
        }

        /**
         * The rows of all parts.
         *
         * @throws BatchRefused when one of them could not be read
         */
        Opening opening(Path work) throws BatchRefused {
            List<PartOutcome> parts = new ArrayList<>();
            for (int part = 1; part <= plan.parts(); part++) {
                PartOutcome outcome = folder.outcome(part);
                if (outcome.refusal() != null) {
                    throw new BatchRefused(
                            outcome.refusal().reason(), outcome.refusal().explanation());
                }
                parts.add(outcome);
            }
            PartSieve.Fetching fetching = new PartSieve.Fetching(folder, limits.maxShardBytes(), work);
            return comparison -> new PartSieve(plan, parts, fetching, comparison);
        }

        void answered(Event<BatchLabelled> announcement) {
            folder.answered(announcement);
        }
    }

    /** A batch that was cut before, by this version of its task. */
    Optional<Split> find(Task task, String batchId, BatchLabelled batch) {
        if (batch.source() == null || task.ofImages()) {
            return Optional.empty();
        }
        PartFolder folder = folder(task, batchId);
        return folder.plan().map(plan -> new Split(task, batchId, folder, plan));
    }

    /**
     * Cuts a batch, if it is large enough for two parts and its format can be cut.
     *
     * @throws BatchRefused when its file has no beginning, or not what is wanted
     */
    Optional<Split> cut(Task task, String batchId, BatchLabelled batch, Opened rows, Wanted wanted)
            throws BatchRefused {
        Optional<Sliced> sliced = rows.sliced(wanted, limits.partBytes());
        if (sliced.isEmpty()) {
            return Optional.empty();
        }
        PartFolder folder = folder(task, batchId);
        PartPlan plan = new PartPlan(batch, sliced.get());
        folder.plan(plan);
        return Optional.of(new Split(task, batchId, folder, plan));
    }

    private PartFolder folder(Task task, String batchId) {
        return new PartFolder(edge.store(), edge.steps(), task.name(), task.requireVersion(), batchId);
    }
}
