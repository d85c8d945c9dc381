package dev.graft.trainer.train.learning;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.DeviceNames;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.export.ImageOnnxExport;
import dev.graft.learning.export.TextOnnxExport;
import dev.graft.learning.train.Checkpoint;
import dev.graft.learning.train.CheckpointMismatch;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingDiverged;
import dev.graft.learning.train.TrainingListener;
import dev.graft.learning.train.TrainingOutcome;
import dev.graft.platform.model.ModelFolders;
import dev.graft.trainer.plan.BackboneFacts;
import dev.graft.trainer.train.Assignment;
import dev.graft.trainer.train.Learner;
import dev.graft.trainer.train.Lineage;
import dev.graft.trainer.train.RowsToLearn;
import dev.graft.trainer.train.RunFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The learning library on this machine's device. */
public final class DjlLearner implements Learner {
    private static final Logger LOG = Logger.getLogger(DjlLearner.class);

    private final DeviceChoice device;
    private final KeptBackbones backbones;
    private final Job.Maker texts;
    private final Job.Maker images;
    private final Job.Maker numbers;
    private final boolean onnx;
    private volatile int lastThreads;

    /**
     * @param cacheBytes bound for the cached output of frozen layers in memory
     * @param cacheFileBytes bound for it in a file of the run's folder
     * @param onnx whether models of texts and images get a {@code model.onnx} too
     */
    public DjlLearner(
            DeviceChoice device,
            KeptBackbones backbones,
            ModelFolders folders,
            Clock clock,
            long cacheBytes,
            long cacheFileBytes,
            boolean onnx) {
        JobParts parts = new JobParts(device, folders, clock, cacheBytes, cacheFileBytes);
        this.device = device;
        this.onnx = onnx;
        this.backbones = backbones;
        this.texts = new TextJobs(parts, backbones);
        this.images = new ImageJobs(parts, backbones);
        this.numbers = new NumberJobs(parts);
    }

    @Override
    public BackboneFacts backbone(String name) {
        return backbones.find(name).facts();
    }

    @Override
    public SortedSet<String> backbones() {
        return Backbones.available();
    }

    @Override
    public Lineage.Backbone provenance(String backbone) {
        return backbones.find(backbone).provenance();
    }

    @Override
    public Map<String, String> libraries() {
        return new TreeMap<>(Map.of(
                "djl", String.valueOf(Engine.getDjlVersion()),
                "pytorch", TorchRuntime.start().getVersion(),
                "java", Runtime.version().toString(),
                "threads", Integer.toString(lastThreads == 0 ? TorchRuntime.threads() : lastThreads)));
    }

    @Override
    public String device() {
        return DeviceNames.of(TorchRuntime.resolve(device));
    }

    @Override
    public TrainingOutcome learn(
            Assignment assignment, CheckpointStore checkpoints, TrainingListener listener, StopSignal stop)
            throws RunFailed, IOException {
        Job job = maker(assignment.rows()).job(assignment);
        try {
            TrainingOutcome outcome = run(job, checkpoints, listener, stop);
            if (onnx && outcome instanceof TrainingOutcome.Completed completed) {
                export(assignment.rows(), completed.model());
            }
            return outcome;
        } catch (TrainingDiverged e) {
            throw new RunFailed(String.valueOf(e.getMessage()), e);
        } catch (EngineException e) {
            throw new RunFailed(
                    "The engine gave up: " + e.getMessage()
                            + ". Remedy: where memory ran out, a smaller batchSize or maxLength; else see the log.",
                    e);
        }
    }

    /** A head on numbers has no graph that other tools would gain by. */
    private static void export(RowsToLearn rows, Path model) throws IOException {
        if (rows.features() == null) {
            Path written = rows.ofImages() ? ImageOnnxExport.write(model) : TextOnnxExport.write(model);
            LOG.infof("%s has %d bytes", written.getFileName(), Files.size(written));
        }
    }

    private Job.Maker maker(RowsToLearn rows) {
        if (rows.features() != null) {
            return numbers;
        }
        return rows.ofImages() ? images : texts;
    }

    private TrainingOutcome run(Job job, CheckpointStore checkpoints, TrainingListener listener, StopSignal stop)
            throws IOException {
        try {
            return run(job.with(checkpoints, listener, stop));
        } catch (CheckpointMismatch e) {
            LOG.warnf("training begins anew: %s", e.getMessage());
            return run(job.with(new NoEarlierCheckpoints(checkpoints), listener, stop));
        }
    }

    private TrainingOutcome run(FineTuning training) throws IOException {
        try {
            return training.run();
        } finally {
            lastThreads = training.threads();
        }
    }

    /** Saves checkpoints, but knows of none: those that there are belong to something else. */
    private record NoEarlierCheckpoints(CheckpointStore store) implements CheckpointStore {
        @Override
        public void save(Checkpoint checkpoint) throws IOException {
            store.save(checkpoint);
        }

        @Override
        public Optional<Checkpoint> latest() {
            return Optional.empty();
        }
    }
}
