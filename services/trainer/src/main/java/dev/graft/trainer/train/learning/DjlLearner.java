package dev.graft.trainer.train.learning;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.DeviceNames;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.image.DecodedImages;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.imagemodel.ImageClassifierFolder;
import dev.graft.learning.imagemodel.ImageHead;
import dev.graft.learning.imagemodel.ImageTask;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.learning.tabular.TabularClassifierFolder;
import dev.graft.learning.tabular.TabularColumns;
import dev.graft.learning.tabular.TabularHead;
import dev.graft.learning.tabular.TabularRow;
import dev.graft.learning.tabular.TabularTask;
import dev.graft.learning.train.ActivationCache;
import dev.graft.learning.train.Checkpoint;
import dev.graft.learning.train.CheckpointMismatch;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.LearningTask;
import dev.graft.learning.train.RowSplit;
import dev.graft.learning.train.RunSettings;
import dev.graft.learning.train.StartingPoint;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingDiverged;
import dev.graft.learning.train.TrainingJob;
import dev.graft.learning.train.TrainingListener;
import dev.graft.learning.train.TrainingOutcome;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.store.StoreException;
import dev.graft.trainer.check.BackboneCheckReport;
import dev.graft.trainer.plan.BackboneFacts;
import dev.graft.trainer.plan.LiveChampion;
import dev.graft.trainer.plan.Replay;
import dev.graft.trainer.plan.RunPlan;
import dev.graft.trainer.train.Assignment;
import dev.graft.trainer.train.Learner;
import dev.graft.trainer.train.Lineage;
import dev.graft.trainer.train.RowsToLearn;
import dev.graft.trainer.train.RunFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The learning library on this machine's device. */
public final class DjlLearner implements Learner {
    private static final Logger LOG = Logger.getLogger(DjlLearner.class);

    /** As Hugging Face's cards spell it. */
    private static final String UNKNOWN_LICENCE = "other";

    private final DeviceChoice device;
    private final ModelFolders folders;
    private final Clock clock;
    private final long cacheBytes;
    private final long cacheFileBytes;
    private final KeptBackbones backbones;
    private volatile int lastThreads;

    /**
     * @param cacheBytes bound for the cached output of frozen layers in memory
     * @param cacheFileBytes bound for it in a file of the run's folder
     */
    public DjlLearner(
            DeviceChoice device,
            KeptBackbones backbones,
            ModelFolders folders,
            Clock clock,
            long cacheBytes,
            long cacheFileBytes) {
        this.device = device;
        this.backbones = backbones;
        this.folders = folders;
        this.clock = clock;
        this.cacheBytes = cacheBytes;
        this.cacheFileBytes = cacheFileBytes;
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
        Job job = job(assignment);
        try {
            return run(job, checkpoints, listener, stop);
        } catch (TrainingDiverged e) {
            throw new RunFailed(String.valueOf(e.getMessage()), e);
        } catch (EngineException e) {
            throw new RunFailed(
                    "The engine gave up: " + e.getMessage()
                            + ". Remedy: where memory ran out, a smaller batchSize or maxLength; else see the log.",
                    e);
        }
    }

    private Job job(Assignment assignment) throws RunFailed, IOException {
        FittedFeatures features = assignment.rows().features();
        if (features != null) {
            return numbers(assignment, features);
        }
        return assignment.rows().ofImages() ? images(assignment) : texts(assignment);
    }

    /** A run, ready to begin, whatever it reads. */
    @FunctionalInterface
    interface Job {
        FineTuning with(CheckpointStore checkpoints, TrainingListener listener, StopSignal stop);
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

    private Job texts(Assignment assignment) throws RunFailed, IOException {
        RunPlan plan = assignment.plan();
        List<BackboneFiles> files = plan.strategy().backbonesBeside(plan.backbone()).stream()
                .map(name -> backbones.find(name).texts())
                .toList();
        backbones.use(plan.backbone());
        List<String> origins = files.stream().map(BackboneFiles::origin).toList();
        TrainingJob job = new TrainingJob(
                start(assignment, files),
                assignment.rows().texts(),
                plan.strategy(),
                plan.seed(),
                device,
                assignment.output(),
                card(plan, origins, BackboneFiles.licence(files)),
                clock,
                cache(assignment));
        return (checkpoints, listener, stop) -> new FineTuning(job, checkpoints, listener, stop);
    }

    private Job images(Assignment assignment) throws RunFailed, IOException {
        RunPlan plan = assignment.plan();
        RowsToLearn rows = assignment.rows();
        ImageBackboneFiles files = backbones.use(plan.backbone()).images();
        LearningTask<?> task = new ImageTask(
                        new DecodedImages(
                                rows.all().map(row -> row.image().file()).toList()),
                        truth(rows),
                        split(rows),
                        plan.strategy().hyperParameters().imageAugmentation(),
                        "run " + plan.runId())
                .on(
                        start(assignment, files),
                        assignment.output(),
                        card(plan, List.of(files.origin()), files.licence()));
        RunSettings settings =
                new RunSettings(plan.strategy(), plan.seed(), device, assignment.output(), clock, cache(assignment));
        return (checkpoints, listener, stop) -> new FineTuning(task, settings, checkpoints, listener, stop);
    }

    private Job numbers(Assignment assignment, FittedFeatures fitted) throws RunFailed, IOException {
        RunPlan plan = assignment.plan();
        RowsToLearn rows = assignment.rows();
        TabularClassifierFolder start = start(assignment, fitted);
        TabularColumns columns = start.features().columns();
        List<TabularRow> all = rows.all()
                .map(DatasetRow::numbers)
                .map(row -> new TabularRow(columns.aligned(row.values()), row.domain()))
                .toList();
        LearningTask<?> task;
        try {
            task = new TabularTask(all, truth(rows), split(rows), "run " + plan.runId())
                    .on(start, assignment.output(), card(plan, List.of(), UNKNOWN_LICENCE));
        } catch (IllegalArgumentException e) {
            throw new RunFailed("The features of a row cannot be computed: " + e.getMessage() + ".", e);
        }
        RunSettings settings =
                new RunSettings(plan.strategy(), plan.seed(), device, assignment.output(), clock, cache(assignment));
        return (checkpoints, listener, stop) -> new FineTuning(task, settings, checkpoints, listener, stop);
    }

    private static Truth truth(RowsToLearn rows) {
        return new Truth.Classes(
                rows.all().mapToInt(row -> rows.labels().indexOf(row.label())).toArray(),
                rows.labels().size());
    }

    private static RowSplit split(RowsToLearn rows) {
        return new RowSplit(
                rows.train().size(), rows.validation().size(), rows.earlier().size());
    }

    private static ModelCard card(RunPlan plan, List<String> origins, String licence) {
        return new ModelCard(
                plan.task(),
                origins,
                licence,
                "snapshot " + plan.snapshotId() + " of task " + plan.task(),
                new TreeMap<>(),
                notes(plan));
    }

    private ActivationCache cache(Assignment assignment) {
        return new ActivationCache(cacheBytes, cacheFileBytes, parent(assignment.output()));
    }

    /** The run's own folder, which holds the model's. */
    private static Path parent(Path output) {
        return Objects.requireNonNull(output.toAbsolutePath().getParent(), "a run's model lies in a folder");
    }

    private static List<String> notes(RunPlan plan) {
        List<String> notes = new ArrayList<>(List.of(
                "Run " + plan.runId() + " of task version " + plan.taskVersion(),
                plan.championVersion() == null
                        ? "Started from the bare backbone"
                        : "Started from version " + plan.championVersion()));
        Replay replay = plan.replay();
        if (replay != null) {
            notes.add("Learnt from " + replay.newRows() + " rows that were new to version " + plan.championVersion()
                    + " and from " + replay.replayedRows() + " of the " + replay.knownRows() + " that it knows");
        }
        BackboneCheckReport check = plan.backboneCheck();
        if (check != null) {
            Stream.of(check.summary(), check.warning()).filter(Objects::nonNull).forEach(notes::add);
        }
        return notes;
    }

    private StartingPoint start(Assignment assignment, List<BackboneFiles> files) throws RunFailed, IOException {
        if (assignment.champion() != null) {
            return read(assignment.champion(), StartingPoint::champion);
        }
        return files.size() == 1
                ? StartingPoint.backbone(files.get(0))
                : StartingPoint.backbones(files.get(0), files.subList(1, files.size()));
    }

    private ImageClassifierFolder start(Assignment assignment, ImageBackboneFiles files) throws RunFailed, IOException {
        List<String> labels = assignment.rows().labels();
        long seed = assignment.plan().seed();
        return assignment.champion() == null
                ? ImageHead.on(files, labels, HeadKind.CLASSES, seed)
                : ImageHead.on(
                        read(assignment.champion(), ImageClassifierFolder::read), labels, HeadKind.CLASSES, seed);
    }

    private TabularClassifierFolder start(Assignment assignment, FittedFeatures fitted) throws RunFailed, IOException {
        List<String> labels = assignment.rows().labels();
        long seed = assignment.plan().seed();
        return assignment.champion() == null
                ? TabularHead.on(fitted, labels, HeadKind.CLASSES, seed)
                : TabularHead.on(
                        read(assignment.champion(), TabularClassifierFolder::read), labels, HeadKind.CLASSES, seed);
    }

    private interface FolderReader<T> {
        T read(Path folder) throws IOException;
    }

    private <T> T read(LiveChampion champion, FolderReader<T> reader) throws RunFailed, IOException {
        try {
            Path folder = folders.fetch(champion.model());
            try {
                return reader.read(folder);
            } finally {
                folders.release(folder);
            }
        } catch (StoreException.Missing | StoreException.ChecksumMismatch e) {
            throw new RunFailed(
                    "Version " + champion.version() + ", from which the run starts, cannot be read: " + e.getMessage()
                            + ". Remedy: restore it, or declare the task with warmStart 'fresh'.",
                    e);
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
