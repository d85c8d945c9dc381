package dev.graft.learning.train;

import dev.graft.learning.TinyBert;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.ValidationMetric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;

/** Runs on {@link TinyBert}, a few seconds at most. */
final class TinyRun {

    static final HyperParameters HYPER =
            new HyperParameters(4, 8, 3e-3, 1e-2, 0.01, 0.1, 32, 10, 0, ValidationMetric.MACRO_F1, 0.1, 0, 1);
    static final FineTune TOP_LAYER = new FineTune(1, new HeadWarmup(3, 8, 1e-2), HYPER);
    static final FineTune ALL = new FineTune(0, HeadWarmup.NONE, HYPER);

    private TinyRun() {}

    static TrainingJob job(TransferStrategy strategy, long seed, Path output) {
        return job(StartingPoint.backbone(TinyBert.files()), TinyBert.data(60, 18, 3), strategy, seed, output);
    }

    static TrainingJob job(StartingPoint start, TrainingData data, TransferStrategy strategy, long seed, Path output) {
        return new TrainingJob(
                start,
                data,
                strategy,
                seed,
                DeviceChoice.CPU,
                output,
                new ModelCard("tiny", "tiny", "apache-2.0", "words", new TreeMap<>(), List.of()),
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                TrainingJob.DEFAULT_CACHE_BYTES);
    }

    static TrainingSession session(TrainingJob job, TrainingListener listener) throws IOException {
        return new TrainingSession(TextTask.of(job).task(), job.settings(), StopSignal.NEVER, listener);
    }

    static TrainingOutcome.Completed complete(TrainingJob job) throws IOException {
        return (TrainingOutcome.Completed)
                new FineTuning(job, CheckpointStore.NONE, TrainingListener.SILENT, StopSignal.NEVER).run();
    }
}
