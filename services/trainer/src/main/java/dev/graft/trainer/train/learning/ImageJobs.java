package dev.graft.trainer.train.learning;

import dev.graft.learning.image.DecodedImages;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.imagemodel.ImageClassifierFolder;
import dev.graft.learning.imagemodel.ImageHead;
import dev.graft.learning.imagemodel.ImageTask;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.LearningTask;
import dev.graft.learning.train.RunSettings;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.train.Assignment;
import dev.graft.trainer.train.RowsToLearn;
import dev.graft.trainer.train.RunFailed;
import java.io.IOException;
import java.util.List;

/** Runs that learn from pictures. */
record ImageJobs(JobParts parts, KeptBackbones backbones) implements Job.Maker {

    @Override
    public Job job(Assignment assignment) throws RunFailed, IOException {
        RunPlan plan = assignment.plan();
        RowsToLearn rows = assignment.rows();
        ImageBackboneFiles files = backbones.use(plan.backbone()).images();
        LearningTask<?> task = new ImageTask(
                        new DecodedImages(
                                rows.all().map(row -> row.image().file()).toList()),
                        JobParts.truth(rows),
                        JobParts.split(rows),
                        plan.strategy().hyperParameters().imageAugmentation(),
                        "run " + plan.runId())
                .on(
                        start(assignment, files),
                        assignment.output(),
                        RunCard.of(plan, List.of(files.origin()), files.licence()));
        RunSettings settings = parts.settings(assignment);
        return (checkpoints, listener, stop) -> new FineTuning(task, settings, checkpoints, listener, stop);
    }

    private ImageClassifierFolder start(Assignment assignment, ImageBackboneFiles files) throws RunFailed, IOException {
        List<String> labels = assignment.rows().labels();
        long seed = assignment.plan().seed();
        return assignment.champion() == null
                ? ImageHead.on(files, labels, HeadKind.CLASSES, seed)
                : ImageHead.on(
                        parts.read(assignment.champion(), ImageClassifierFolder::read), labels, HeadKind.CLASSES, seed);
    }
}
