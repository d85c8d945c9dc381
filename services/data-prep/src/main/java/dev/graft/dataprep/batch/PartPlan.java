package dev.graft.dataprep.batch;

import dev.graft.contracts.event.BatchLabelled;
import dev.graft.dataprep.reading.Sliced;

/**
 * How a batch is cut into parts, a document in the object store.
 *
 * @param batch as it was announced first
 * @param sliced its file; a slice a part
 */
record PartPlan(BatchLabelled batch, Sliced sliced) {
    int parts() {
        return sliced.slices().size();
    }
}
