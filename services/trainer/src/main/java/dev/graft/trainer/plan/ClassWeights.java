package dev.graft.trainer.plan;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.learning.loss.OutputWeights;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.strategy.HyperParameters;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each label weighs in the loss of a run. */
final class ClassWeights {
    private ClassWeights() {}

    /**
     * The weight of every label of the task; null where the loss weighs none, as a plain one does, or a balanced one where
     * sampling evens the labels.
     *
     * @param labels of the task
     * @param train rows of every pass, each of one of the labels
     * @throws IllegalArgumentException where the strategy weighs a label that the task does not have
     */
    static @Nullable SortedMap<String, Double> of(List<String> labels, List<DatasetRow> train, HyperParameters hyper) {
        if (!OutputWeights.areAskedFor(hyper)) {
            return null;
        }
        Truth truth = new Truth.Classes(
                train.stream().mapToInt(row -> labels.indexOf(row.label())).toArray(), labels.size());
        double[] weights = OutputWeights.of(truth, train.size(), labels, hyper);
        SortedMap<String, Double> named = new TreeMap<>();
        for (int label = 0; label < weights.length; label++) {
            named.put(labels.get(label), weights[label]);
        }
        return named;
    }
}
