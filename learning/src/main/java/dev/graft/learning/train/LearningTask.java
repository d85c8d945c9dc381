package dev.graft.learning.train;

import dev.graft.learning.backbone.Backbone;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a run learns, whatever it reads: a network, the weights that it begins with, rows and their answers.
 *
 * @param <B> a batch of the network's inputs
 * @param weights of the network and its head ({@link ClassifierConfig#HEAD_WEIGHT}, {@link
 *     ClassifierConfig#HEAD_BIAS}), by name
 * @param network makes the backbone over weights on the device
 * @param rows prepared inputs, in the order of {@code split}
 * @param truth the rows' answers, numbers in their own unit
 * @param split which rows are for what
 * @param labels the outputs' names, in order
 * @param fingerprint of the rows and their answers: a checkpoint goes on only with the same
 * @param writer writes the model
 * @param teacher of a distillation; null: the rows' answers are all that there is to learn
 */
public record LearningTask<B>(
        SortedMap<String, HostTensor> weights,
        Function<Parameters, Backbone<B>> network,
        InputRows<B> rows,
        Truth truth,
        RowSplit split,
        List<String> labels,
        String fingerprint,
        ModelWriter writer,
        @Nullable Teacher<B> teacher) {

    /** A task without a teacher. */
    public LearningTask(
            SortedMap<String, HostTensor> weights,
            Function<Parameters, Backbone<B>> network,
            InputRows<B> rows,
            Truth truth,
            RowSplit split,
            List<String> labels,
            String fingerprint,
            ModelWriter writer) {
        this(weights, network, rows, truth, split, labels, fingerprint, writer, null);
    }

    public LearningTask {
        weights = new TreeMap<>(weights);
        labels = List.copyOf(labels);
        if (rows.size() != split.rows() || truth.rows() != split.labelled()) {
            throw new IllegalArgumentException("the split is of " + split.rows() + " rows, " + split.labelled()
                    + " with answers; there are " + rows.size() + " and " + truth.rows());
        }
        for (String name : List.of(ClassifierConfig.HEAD_WEIGHT, ClassifierConfig.HEAD_BIAS)) {
            HostTensor tensor = weights.get(name);
            if (tensor == null || tensor.shape().get(0) != truth.outputs() || labels.size() != truth.outputs()) {
                throw new IllegalArgumentException(
                        "a task of " + truth.outputs() + " outputs needs as many labels (not " + labels.size()
                                + ") and a head weight " + name + " with as many rows");
            }
        }
    }
}
