package dev.graft.trainer.train;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Task;
import dev.graft.trainer.plan.LearntRows;
import dev.graft.trainer.plan.LiveChampion;
import dev.graft.trainer.plan.Replay;
import dev.graft.trainer.plan.RunPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a snapshot that a run may learn from. Rows with a label that the task does not have any more are left out.
 *
 * <p>A run needs training rows of at least two labels, and a validation row: early stopping has nothing to watch
 * without one, and watching the training rows instead would keep the most over-fitted weights. Where they are missing
 * the run ends as failed; the rows stay in the data set, and the next batch may complete them.
 *
 * @param train all training rows, oldest batch first
 * @param validation all validation rows
 */
record RunRows(Task task, List<DatasetRow> train, List<DatasetRow> validation) {

    static RunRows of(Task task, List<DatasetRow> rows) throws RunFailed {
        Set<String> labels = new HashSet<>(task.labels());
        List<DatasetRow> known =
                rows.stream().filter(row -> labels.contains(row.label())).toList();
        RunRows all = new RunRows(task, ofSplit(known, Split.TRAIN), ofSplit(known, Split.VALIDATION));
        requireTwoLabels(all.train().stream(), "announce rows of other labels");
        if (all.validation().isEmpty()) {
            throw new RunFailed("The validation split has no rows, so nothing tells when to stop. Remedy: announce more"
                    + " rows; about one in " + Math.round(1 / share(task)) + " is held out for validation.");
        }
        return all;
    }

    /**
     * What a run learns from by its plan.
     *
     * @param champion that it starts from; null: the bare backbone
     */
    RowsToLearn following(RunPlan plan, @Nullable LiveChampion champion) throws RunFailed {
        Replay replay = plan.replay();
        if (replay == null || champion == null) {
            return data(new LearntRows(train, List.of()));
        }
        LearntRows learnt = replay.learnt(champion, train, plan.strategy(), plan.seed());
        requireTwoLabels(learnt.all(), "announce rows of other labels, or declare the task with a larger replay");
        return data(learnt);
    }

    private RowsToLearn data(LearntRows learnt) {
        return new RowsToLearn(learnt.train(), validation, task.labels(), learnt.earlier(), List.of(), null);
    }

    private static void requireTwoLabels(Stream<DatasetRow> train, String remedy) throws RunFailed {
        long learnable = train.map(DatasetRow::label).distinct().count();
        if (learnable < 2) {
            throw new RunFailed("The training split has rows of " + learnable
                    + " labels; a classifier needs two. Remedy: " + remedy + ".");
        }
    }

    private static double share(Task task) {
        Double share = task.split().validation();
        return share == null || share <= 0 ? 0.1 : share;
    }

    private static List<DatasetRow> ofSplit(List<DatasetRow> rows, String split) {
        return rows.stream().filter(row -> row.split().equals(split)).toList();
    }
}
