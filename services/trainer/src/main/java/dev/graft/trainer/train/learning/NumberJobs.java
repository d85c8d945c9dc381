package dev.graft.trainer.train.learning;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.learning.tabular.TabularClassifierFolder;
import dev.graft.learning.tabular.TabularColumns;
import dev.graft.learning.tabular.TabularHead;
import dev.graft.learning.tabular.TabularRow;
import dev.graft.learning.tabular.TabularTask;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.LearningTask;
import dev.graft.learning.train.RunSettings;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.train.Assignment;
import dev.graft.trainer.train.RowsToLearn;
import dev.graft.trainer.train.RunFailed;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Runs that learn from numbers: a head on the features that the snapshot, or the champion, has fitted. */
record NumberJobs(JobParts parts) implements Job.Maker {

    @Override
    public Job job(Assignment assignment) throws RunFailed, IOException {
        RunPlan plan = assignment.plan();
        RowsToLearn rows = assignment.rows();
        TabularClassifierFolder start = start(assignment, Objects.requireNonNull(rows.features()));
        TabularColumns columns = start.features().columns();
        List<TabularRow> all = rows.all()
                .map(DatasetRow::numbers)
                .map(row -> new TabularRow(columns.aligned(row.values()), row.domain()))
                .toList();
        LearningTask<?> task;
        try {
            task = new TabularTask(all, JobParts.truth(rows), JobParts.split(rows), "run " + plan.runId())
                    .on(start, assignment.output(), RunCard.of(plan, List.of(), RunCard.UNKNOWN_LICENCE));
        } catch (IllegalArgumentException e) {
            throw new RunFailed("The features of a row cannot be computed: " + e.getMessage() + ".", e);
        }
        RunSettings settings = parts.settings(assignment);
        return (checkpoints, listener, stop) -> new FineTuning(task, settings, checkpoints, listener, stop);
    }

    private TabularClassifierFolder start(Assignment assignment, FittedFeatures fitted) throws RunFailed, IOException {
        List<String> labels = assignment.rows().labels();
        long seed = assignment.plan().seed();
        return assignment.champion() == null
                ? TabularHead.on(fitted, labels, HeadKind.CLASSES, seed)
                : TabularHead.on(
                        parts.read(assignment.champion(), TabularClassifierFolder::read),
                        labels,
                        HeadKind.CLASSES,
                        seed);
    }
}
