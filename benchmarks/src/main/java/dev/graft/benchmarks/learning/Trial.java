package dev.graft.benchmarks.learning;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.StartingPoint;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingData;
import dev.graft.learning.train.TrainingJob;
import dev.graft.learning.train.TrainingListener;
import dev.graft.learning.train.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;

/**
 * A training run on the CPU as every benchmark makes it.
 *
 * @param texts the rows
 * @param backbone they begin with
 * @param strategy how they are learnt
 * @param seed of every random choice
 */
record Trial(TextSet texts, BackboneFiles backbone, TransferStrategy strategy, long seed) {

    /** Trains and leaves the model in a folder. */
    TrainingOutcome.Completed run(Path model, CheckpointStore checkpoints, TrainingListener listener)
            throws IOException {
        return run(StartingPoint.backbone(backbone), model, checkpoints, listener);
    }

    /** The same beside rows without labels. */
    TrainingOutcome.Completed runBeside(
            List<TextInput> unlabelled, Path model, CheckpointStore checkpoints, TrainingListener listener)
            throws IOException {
        TrainingData data = texts.trainingData().withUnlabelled(unlabelled);
        return run(StartingPoint.backbone(backbone), data, model, checkpoints, listener);
    }

    /** The same from another start, of which the backbone is a part. */
    TrainingOutcome.Completed run(
            StartingPoint start, Path model, CheckpointStore checkpoints, TrainingListener listener)
            throws IOException {
        return run(start, texts.trainingData(), model, checkpoints, listener);
    }

    private TrainingOutcome.Completed run(
            StartingPoint start, TrainingData data, Path model, CheckpointStore checkpoints, TrainingListener listener)
            throws IOException {
        ModelCard card = new ModelCard("benchmark", backbone.origin(), "other", "", new TreeMap<>(), List.of());
        TrainingJob job = new TrainingJob(
                start,
                data,
                strategy,
                seed,
                DeviceChoice.CPU,
                model,
                card,
                Clock.systemUTC(),
                TrainingJob.DEFAULT_CACHE_BYTES);
        return (TrainingOutcome.Completed) new FineTuning(job, checkpoints, listener, StopSignal.NEVER).run();
    }
}
