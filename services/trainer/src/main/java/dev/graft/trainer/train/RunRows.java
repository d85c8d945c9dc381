package dev.graft.trainer.train;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Task;
import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.TrainingData;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of a snapshot that a run learns from. Rows with a label that the task does not have any more are left out.
 *
 * <p>A run needs training rows of at least two labels, and a validation row: early stopping has nothing to watch
 * without one, and watching the training rows instead would keep the most over-fitted weights. Where they are missing
 * the run ends as failed; the rows stay in the data set, and the next batch may complete them.
 */
final class RunRows {
    private RunRows() {}

    static TrainingData of(Task task, List<DatasetRow> rows) throws RunFailed {
        Set<String> labels = new HashSet<>(task.labels());
        List<DatasetRow> known =
                rows.stream().filter(row -> labels.contains(row.label())).toList();
        List<LabelledText> train = ofSplit(known, Split.TRAIN);
        List<LabelledText> validation = ofSplit(known, Split.VALIDATION);
        Set<String> learnable = train.stream().map(LabelledText::label).collect(Collectors.toSet());
        if (learnable.size() < 2) {
            throw new RunFailed("The training split has rows of " + learnable.size()
                    + " labels; a classifier needs two. Remedy: announce rows of other labels.");
        }
        if (validation.isEmpty()) {
            throw new RunFailed("The validation split has no rows, so nothing tells when to stop. Remedy: announce more"
                    + " rows; about one in " + Math.round(1 / share(task)) + " is held out for validation.");
        }
        return new TrainingData(train, validation, task.labels());
    }

    private static double share(Task task) {
        Double share = task.split().validation();
        return share == null || share <= 0 ? 0.1 : share;
    }

    private static List<LabelledText> ofSplit(List<DatasetRow> rows, String split) {
        return rows.stream()
                .filter(row -> row.split().equals(split))
                .map(row -> LabelledText.of(row.text(), row.label()))
                .toList();
    }
}
