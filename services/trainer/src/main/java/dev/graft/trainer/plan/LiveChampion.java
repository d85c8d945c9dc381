package dev.graft.trainer.plan;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.event.ModelFolder;
import java.util.List;
import java.util.Set;

/**
 * A champion that a run may start from.
 *
 * @param version in the registry
 * @param backbones the encoders' names, its task's own first
 * @param labels in the order of the model's outputs
 * @param batches of the snapshot that it learnt from
 * @param columns of the numbers that it reads; none where it reads something else
 * @param isStudent whether it was distilled, and so may have fewer layers than its backbone
 */
public record LiveChampion(
        int version,
        ModelFolder model,
        List<String> backbones,
        List<String> labels,
        Set<String> batches,
        List<String> columns,
        boolean isStudent) {

    /** A champion that reads texts or pictures, and was not distilled. */
    public LiveChampion(
            int version, ModelFolder model, List<String> backbones, List<String> labels, Set<String> batches) {
        this(version, model, backbones, labels, batches, List.of(), false);
    }

    /** Whether its data set had a row, under a label that it answers with. */
    boolean knows(DatasetRow row) {
        return batches.contains(row.batchId()) && labels.contains(row.label());
    }
}
