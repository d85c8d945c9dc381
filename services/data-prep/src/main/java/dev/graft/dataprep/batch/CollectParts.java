package dev.graft.dataprep.batch;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.dataprep.journal.Edge;

/**
 * Takes a batch in once its last part is read. The events of a task come to one process in order, so that of several parts
 * that are read at the same moment one sets the rest off.
 */
public final class CollectParts {
    private final Edge edge;
    private final TakeInBatch takeInBatch;

    public CollectParts(Edge edge, TakeInBatch takeInBatch) {
        this.edge = edge;
        this.takeInBatch = takeInBatch;
    }

    /** Returns when the outcome is announced, or there are parts that are not read yet. */
    public void collect(Event<BatchPartPrepared> event) {
        BatchPartPrepared part = event.data();
        PartFolder folder = new PartFolder(edge.store(), edge.steps(), part.task(), part.taskVersion(), part.batchId());
        if (folder.prepared().size() == part.parts()) {
            for (Event<BatchLabelled> announcement : folder.waiting()) {
                takeInBatch.take(announcement);
            }
        }
    }
}
