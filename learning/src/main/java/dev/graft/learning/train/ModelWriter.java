package dev.graft.learning.train;

import dev.graft.learning.tensor.HostTensor;
import java.io.IOException;
import java.util.SortedMap;

/** Writes what a run has learnt to where it was asked for. */
@FunctionalInterface
public interface ModelWriter {

    /**
     * Writes the model, whole or not at all.
     *
     * @param weights all of the task's weights by name, numbers in their own unit; valid during this call only
     * @param metrics on the validation rows, such as {@code accuracy}
     * @param note how it was trained, one sentence for a reader
     */
    void write(SortedMap<String, HostTensor> weights, SortedMap<String, Double> metrics, String note)
            throws IOException;
}
