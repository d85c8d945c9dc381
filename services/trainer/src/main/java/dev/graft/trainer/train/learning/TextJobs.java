package dev.graft.trainer.train.learning;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.StartingPoint;
import dev.graft.learning.train.TrainingJob;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.train.Assignment;
import dev.graft.trainer.train.RunFailed;
import java.io.IOException;
import java.util.List;

/** Runs that learn from texts, with one backbone or several. */
record TextJobs(JobParts parts, KeptBackbones backbones) implements Job.Maker {

    @Override
    public Job job(Assignment assignment) throws RunFailed, IOException {
        RunPlan plan = assignment.plan();
        List<BackboneFiles> files = plan.strategy().backbonesBeside(plan.backbone()).stream()
                .map(name -> backbones.find(name).texts())
                .toList();
        backbones.use(plan.backbone());
        List<String> origins = files.stream().map(BackboneFiles::origin).toList();
        TrainingJob job = new TrainingJob(
                start(assignment, files),
                assignment.rows().texts(),
                plan.weighedStrategy(),
                plan.seed(),
                parts.device(),
                assignment.output(),
                RunCard.of(plan, origins, BackboneFiles.licence(files)),
                parts.clock(),
                parts.cache(assignment));
        return (checkpoints, listener, stop) -> new FineTuning(job, checkpoints, listener, stop);
    }

    private StartingPoint start(Assignment assignment, List<BackboneFiles> files) throws RunFailed, IOException {
        if (assignment.champion() != null) {
            StartingPoint start = parts.read(assignment.champion(), StartingPoint::champion);
            requireLayers(start, assignment.plan().strategy());
            return start;
        }
        return files.size() == 1
                ? StartingPoint.backbone(files.get(0))
                : StartingPoint.backbones(files.get(0), files.subList(1, files.size()));
    }

    /** A champion that is a student itself may have fewer layers than its backbone. */
    private static void requireLayers(StartingPoint start, TransferStrategy strategy) throws RunFailed {
        if (strategy instanceof Distillation student && start instanceof StartingPoint.Warm warm) {
            int layers = warm.champion().config().encoder().layers();
            if (layers < student.layers()) {
                throw new RunFailed("A student of " + student.layers()
                        + " layers cannot be made of a champion that has "
                        + layers + ". Remedy: declare the task with strategy.options.layers of at most " + layers
                        + ", or with another strategy, which trains a whole one from the backbone.");
            }
        }
    }
}
